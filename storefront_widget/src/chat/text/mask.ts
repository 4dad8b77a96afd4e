/** Card numbers never leave the browser: 13 to 19 digits that pass Luhn's test are masked but for the last four. */

const RUN = /\d(?:[ \-\u00a0]?\d)*/g;
export const MASKED = /•{4} \d{4}/;

const passesLuhn = (digits: string): boolean =>
  [...digits].reverse().reduce((sum, digit, i) => {
    const n = Number(digit) * (i % 2 ? 2 : 1);
    return sum + (n > 9 ? n - 9 : n);
  }, 0) % 10 === 0;

const isCard = (digits: string): boolean => digits.length >= 13 && digits.length <= 19 && !/^0+$/.test(digits) && passesLuhn(digits);

/** Mask the card within one run of digits; other numbers may stand beside it ("4111 1111 1111 1111 123"). */
function maskRun(run: string): string {
  const groups = run.split(/([ \-\u00a0])/); // digits at even places, what parts them at odd ones
  for (let from = 0; from < groups.length; from += 2)
    for (let to = groups.length; to > from; to -= 2) {
      const digits = groups.slice(from, to).join("").replace(/\D/g, "");
      if (isCard(digits)) return groups.slice(0, from).join("") + "•••• " + digits.slice(-4) + maskRun(groups.slice(to).join(""));
    }
  return run;
}

/** Mask each card number in the text. */
export const maskCards = (text: string): string => text.replace(RUN, maskRun);
