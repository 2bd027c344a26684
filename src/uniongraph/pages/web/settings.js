// What the server says of itself and of the reader, in a data block of the page: no address is known here.

/**
 * @typedef {object} Settings
 * @property {string} endpoint address that takes queries
 * @property {string} queries address that lists the prepared queries as JSON
 * @property {string} language of the page: "zh-Hans" or "en"
 * @property {string | null} chosen the same, where the reader chose it and links carry it along
 * @property {string} root where the service is mounted: what stands for a base on this host
 * @property {string[]} bases what our IRIs begin with
 * @property {Record<string, string>} prefixes of the service, by name
 * @property {boolean} union whether the default graph holds what stands in named ones
 */

/** @type {Settings} */
export const settings = JSON.parse(document.getElementById("settings").textContent);

export const isChinese = settings.language.startsWith("zh");

/** An address of this service, whole: the editor takes no relative one. */
export const absolute = (address) => new URL(address, document.baseURI).href;

const baseOf = (iri) => settings.bases.find((base) => base && iri.startsWith(base));

/** Where an IRI is looked at: one of ours on this host, whatever its base; null for what no browser follows. */
export function place(iri) {
  const base = baseOf(iri);
  if (base === undefined) return /^https?:/i.test(iri) ? iri : null;
  const [path, fragment] = iri.slice(base.length).split(/(?=#)/);
  return `${settings.root}/${encodeURI(path).replaceAll("%25", "%")}${
    settings.chosen ? `?lang=${settings.chosen}` : ""
  }${fragment ?? ""}`;
}

/** The prefix and the rest of an IRI, where it can be written so; `prefixes` by name. */
export function shortened(iri, prefixes = settings.prefixes) {
  for (const [name, namespace] of Object.entries(prefixes)) {
    if (!iri.startsWith(namespace)) continue;
    const local = iri.slice(namespace.length);
    if (/^[\p{L}\p{N}_]([\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u.test(local)) return { name, namespace, local };
  }
  return null;
}

/** An IRI as short as it can still be told from others: with a prefix, or without the base that all of ours share. */
export function brief(iri) {
  const short = shortened(iri);
  if (short) return `${short.name}:${short.local}`;
  return iri.slice(baseOf(iri)?.length ?? 0) || iri;
}
