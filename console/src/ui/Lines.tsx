import { useState } from "react";
import { TextInput } from "./Fields";

interface Props { label: string; hint?: string; lines: string[]; onChange: (lines: string[]) => void; rows?: number; lang?: string; dir?: "rtl" | "ltr"; wrong?: string; autoFocus?: boolean }

/** Several short texts, one a line; empty lines are kept while typing and left out of the value. */
export function Lines({ lines, onChange, rows = 3, ...rest }: Props) {
  const [text, setText] = useState(lines.join("\n"));
  const write = (typed: string) => {
    setText(typed);
    onChange(typed.split("\n").map((line) => line.trim()).filter(Boolean));
  };
  return <TextInput {...rest} area rows={rows} value={text} onChange={write} />;
}
