// What a visitor has chosen lives in the address after “#”: it is sent nowhere, stored nowhere, and can be shared.
export function chosen(name) {
  const found = new URLSearchParams(location.hash.slice(1)).get(name);
  return found ? found.split(",").filter((part) => /^[a-z0-9-]+$/.test(part)) : [];
}

// The fragment with a list of its own under `name`, everything else in it as it was.
export function fragment(name, list, hash = location.hash) {
  const all = new URLSearchParams(hash.slice(1));
  if (list.length > 0) {
    all.set(name, list.join(","));
  } else {
    all.delete(name);
  }
  return all.size > 0 ? `#${all.toString().replaceAll("%2C", ",")}` : "";
}

export function replace(name, list) {
  history.replaceState(null, "", location.pathname + location.search + fragment(name, list));
}
