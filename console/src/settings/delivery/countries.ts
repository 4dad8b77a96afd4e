import { locale, t } from "../../i18n";

export const everywhereElse = "*";

const notCountries = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);

/** "France", "法国"; the rest of the world for "*". */
export function countryName(code: string): string {
  if (code === everywhereElse) return t("delivery.rest");
  const names = new Intl.DisplayNames([locale() === "zh" ? "zh-Hans" : "en-GB"], { type: "region", fallback: "code" });
  return names.of(code) ?? code;
}

/** Every country there is, for zones that hold the rest of the world. */
export function allCountries(): string[] {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((one) => letters.map((two) => one + two));
  return codes.filter((code) => countryName(code) !== code && !notCountries.has(code));
}
