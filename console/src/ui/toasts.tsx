import { X } from "lucide-react";
import { UNSTABLE_Toast as Toast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion, Text } from "react-aria-components";
import { t } from "../i18n";
import { Do, IconButton } from "./Buttons";

interface Said {
  text: string;
  undo?: () => void;
}

const queue = new ToastQueue<Said>({ maxVisibleToasts: 3 });
const shownFor = 8_000; // long enough to read and reach "Undo"

/** Say `text` at the foot of the page for a moment, with an "Undo" where there is one. */
export function toast(text: string, undo?: () => void): void {
  queue.add({ text, undo }, { timeout: shownFor });
}

/** Where toasts appear. */
export function Toasts() {
  return (
    <ToastRegion queue={queue} className="toasts">
      {({ toast: shown }) => (
        <Toast toast={shown} className="toast">
          <ToastContent className="grow"><Text slot="title">{shown.content.text}</Text></ToastContent>
          {shown.content.undo && <Do onPress={() => { shown.content.undo?.(); queue.close(shown.key); }}>{t("do.undo")}</Do>}
          <IconButton slot="close" name={t("do.dismiss")}><X className="i i-16" aria-hidden /></IconButton>
        </Toast>
      )}
    </ToastRegion>
  );
}
