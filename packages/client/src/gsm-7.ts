// 3GPP TS 23.038, section 6.2.1. Data only.

/** The default alphabet, in the order of its codes. The escape, 1B, has no character. */
export const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** The extension table. Each of these takes two places: the escape and its own. */
export const extension = '\f^{}\\[~]|€';
