/** One to five stars, once a conversation is closed. */
import type { Words } from "../../i18n/en.ts";
import { act } from "../session.ts";
import { set, type Chat } from "../store.ts";
import { put } from "../words.ts";
import { Icon } from "./icons.tsx";

export function Rating({ chat, words }: { chat: Chat; words: Words }) {
  if (chat.rated || chat.state?.rating)
    return (
      <p class="quiet" role="status">
        {words.rated}
      </p>
    );
  const rate = (stars: number) => {
    set({ rated: stars });
    act({ type: "rate", stars });
  };
  return (
    <section class="card rating" aria-label={words.rate}>
      <h2>{words.rate}</h2>
      <div class="stars">
        {[1, 2, 3, 4, 5].map((n) => (
          <button type="button" aria-label={put(words.star, { n })} onClick={() => rate(n)}>
            <Icon name="star" />
          </button>
        ))}
      </div>
    </section>
  );
}
