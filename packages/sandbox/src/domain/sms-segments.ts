const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM_EXTENDED = new Set('^{}\\[~]|€\f');

/** Characters that telephones show alike, for `unicodeConversion.convertUnicodeToGsm`. */
const LOOK_ALIKES: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '•': '-',
  '´': "'",
  '`': "'",
};

/** An SMS holds at most this many characters; longer text is cut. */
export const SMS_MAX_CHARACTERS = 2000;

export interface SmsText {
  text: string;
  /** How many SMS it takes, at least 1. */
  segments: number;
  /** Whether it needs Unicode. */
  unicode: boolean;
}

export interface UnicodeConversion {
  convertUnicodeToGsm?: boolean;
  customReplacements?: { from?: string; to?: string }[];
}

/** What an SMS really carries: the text with its characters replaced as asked, cut, and counted in segments. */
export function smsText(body: string, conversion: UnicodeConversion = {}): SmsText {
  let text = body;
  for (const { from, to = '' } of conversion.customReplacements ?? []) {
    if (from) text = text.replaceAll(from, to);
  }
  if (conversion.convertUnicodeToGsm) text = text.replace(/[^\n -~]/gu, (char) => LOOK_ALIKES[char] ?? char);
  if (text.length > SMS_MAX_CHARACTERS) text = [...text].slice(0, SMS_MAX_CHARACTERS).join('');
  let septets = 0;
  for (const char of text) {
    if (GSM_BASIC.has(char)) septets += 1;
    else if (GSM_EXTENDED.has(char)) septets += 2;
    else return { text, segments: segments(text.length, 70, 67), unicode: true };
  }
  return { text, segments: segments(septets, 160, 153), unicode: false };
}

function segments(length: number, alone: number, joined: number): number {
  return length <= alone ? 1 : Math.ceil(length / joined);
}
