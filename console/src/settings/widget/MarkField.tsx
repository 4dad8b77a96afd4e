import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { t } from "../../i18n";
import { Do } from "../../ui/Buttons";
import { ShopMark } from "./ShopPreview";

const heaviest = 64 * 1024; // bytes, as the server takes it

function read(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** The small picture of the shop; without one its initials stand. */
export function MarkField({ name, mark, onChange, wrong }: { name: string; mark: string | null; onChange: (mark: string | null) => void; wrong?: string }) {
  const [heavy, setHeavy] = useState(false);
  const choose = async (files: FileList | null) => {
    const file = files?.[0];
    if (!file) return;
    setHeavy(file.size > heaviest);
    if (file.size <= heaviest) onChange(await read(file));
  };
  return (
    <div className="field">
      <span className="label">{t("widget.mark")}</span>
      <div className="row" style={{ flexWrap: "wrap", "--shop-bubble": "var(--sunk)", "--on-bubble": "var(--ink-2)" } as React.CSSProperties}>
        <span className="thumb" style={{ inlineSize: 40, blockSize: 40 }}><ShopMark name={name} mark={mark} /></span>
        <FileTrigger acceptedFileTypes={["image/png", "image/jpeg", "image/webp", "image/svg+xml"]} onSelect={(files) => void choose(files)}><Do>{t("widget.choose_mark")}</Do></FileTrigger>
        {mark && <Do look="ghost" onPress={() => onChange(null)}>{t("widget.no_mark")}</Do>}
      </div>
      {heavy || wrong ? <span className="wrong" role="alert">{wrong ?? t("widget.heavy")}</span> : <span className="hint">{t("widget.mark_hint")}</span>}
    </div>
  );
}
