/** The banner while there is no connection. */
import type { Words } from "../../i18n/en.ts";
import { tryNow } from "../session.ts";
import type { Chat } from "../store.ts";
import { DIGITS } from "../text/times.ts";
import { put } from "../words.ts";
import { Icon } from "./icons.tsx";
import { useTick } from "./parts.tsx";

export function Banner({ chat, words }: { chat: Chat; words: Words }) {
  useTick(1000);
  const seconds = Math.ceil((chat.retryAt - Date.now()) / 1000);
  const time = new Intl.NumberFormat(chat.locale, { ...DIGITS, style: "unit", unit: "second", unitDisplay: "long" }).format(Math.max(seconds, 1));
  return (
    <div class="banner" role="status">
      <Icon name="wifi" />
      <div class="grow">
        <b>{words.lost}</b>
        <span aria-hidden="true">{seconds > 0 ? put(words.retry_in, { time }) : words.retrying}</span>
      </div>
      <button type="button" class="btn small" onClick={tryNow}>
        {words.try_now}
      </button>
    </div>
  );
}
