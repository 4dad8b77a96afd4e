/** Watches the page for the moments at which the widget may speak first. */
import { cameBack, isFlickUp, type Spot } from "./leaving.ts";
import { remember, visit } from "./memory.ts";
import { kind, product } from "./page.ts";
import type { Moment, Signal } from "./triggers.ts";

/** Call `notice` with each moment until it answers true. */
export function watch(notice: (m: Moment) => boolean): void {
  const before = visit.before;
  let onPage = 0;
  let done = false;
  const views = product ? (visit.views[product] ?? 0) + 1 : 0;
  if (product) visit.views[product] = views;
  remember({ before: kind });

  const tell = (signal: Signal) => {
    done ||= notice({ signal, kind, path: location.pathname, before, onPage, inVisit: visit.seconds, views });
  };

  const clock = setInterval(() => {
    if (done) return clearInterval(clock);
    if (document.hidden) return;
    onPage++;
    remember({ seconds: visit.seconds + 1 });
    tell("tick");
  }, 1e3);

  document.addEventListener("mouseout", (event) => {
    if (!event.relatedTarget && event.clientY <= 0) tell("exit");
  });

  if (matchMedia("(hover:none)").matches) {
    let spots: Spot[] = [];
    let away = 0;
    addEventListener(
      "scroll",
      () => {
        spots = [...spots.slice(-20), { at: Date.now(), y: scrollY }];
        if (isFlickUp(spots)) tell("exit");
      },
      { passive: true },
    );
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) away = Date.now();
      else if (cameBack(Date.now() - away)) tell("exit");
    });
  }

  // Going on to checkout is not leaving the cart.
  const onwards = (event: Event) => {
    const to = event.target as Element;
    if (to.closest("a[href*=checkout],[name=checkout],form[action*=checkout] [type=submit]")) remember({ before: "checkout" });
  };
  document.addEventListener("click", onwards, true);
  tell("arrive");
}
