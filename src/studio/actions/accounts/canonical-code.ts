/** A redeem code as it was made (XXXX-XXXX-XXXX-XXXX), however it was typed: small letters, spaces and missing dashes do not matter. */
export function canonicalCode(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return (letters.match(/.{1,4}/g) ?? []).join('-');
}
