import type { ReactNode } from "react";
import { Button, type ButtonProps } from "react-aria-components";

type Look = "primary" | "ghost" | "danger";
type Props = ButtonProps & { look?: Look; small?: boolean; wide?: boolean; icon?: ReactNode; children: ReactNode };

/** A verb to press. While `isPending` it stays in place and cannot be pressed again. */
export function Do({ look, small, wide, icon, children, ...rest }: Props) {
  const style = ["btn", look, small && "small", wide && "wide"].filter(Boolean).join(" ");
  return (
    <Button {...rest} className={style}>
      {icon}
      {children}
    </Button>
  );
}

/** An icon to press; `name` is what a screen reader says. */
export function IconButton({ name, children, className, ...rest }: ButtonProps & { name: string; children: ReactNode; className?: string }) {
  return (
    <Button {...rest} aria-label={name} className={`icon-btn ${className ?? ""}`}>
      {children}
    </Button>
  );
}
