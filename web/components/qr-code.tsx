import { renderSVG } from 'uqr';

/** Light modules around the code, as ISO/IEC 18004 wants. */
const quietZone = 4;

/** A text as a QR code, dark on light whatever the colours of the page. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const picture = renderSVG(text, { ecc: 'M', border: quietZone });
  return <img className="qr-code" src={`data:image/svg+xml,${encodeURIComponent(picture)}`} alt={label} />;
}
