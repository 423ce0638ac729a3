// A sealed box on this device. What someone types lies here until the server has it.
// Each owner has one AES-GCM key which the browser will not hand out: to forget the key is to forget
// the words. Honest limit: it stops a casual look, not someone who holds this device unlocked.
const bytes = text => new TextEncoder().encode(text);

const open = () => new Promise((done, failed) => {
  const asked = indexedDB.open("golden-thread", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("keys");
    asked.result.createObjectStore("drafts");
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

// One transaction on one store; "strict" waits until the disk has it, so a killed browser loses nothing.
const within = async (store, mode, work) => {
  const box = await open();
  return new Promise((done, failed) => {
    const all = box.transaction(store, mode, { durability: "strict" });
    const asked = work(all.objectStore(store));
    all.oncomplete = () => { box.close(); done(asked.result); };
    all.onerror = all.onabort = () => { box.close(); failed(all.error); };
  });
};
const read = (store, work) => within(store, "readonly", work);
const write = (store, work) => within(store, "readwrite", work);

const ownerOf = id => id.split("/", 1)[0];
const mine = owner => IDBKeyRange.bound(`${owner}/`, `${owner}/\uffff`);

const keyOf = async owner => {
  const had = await read("keys", keys => keys.get(owner));
  if (had) return had;
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await write("keys", keys => keys.put(key, owner));
  return key;
};

// The id is sealed in as additional data: a draft moved under another name does not open.
const cipher = (id, nonce) => ({ name: "AES-GCM", iv: nonce, additionalData: bytes(id) });

export const keep = async (id, words) => {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(ownerOf(id));
  const sealed = await crypto.subtle.encrypt(cipher(id, nonce), key, bytes(JSON.stringify(words)));
  await write("drafts", drafts => drafts.put({ nonce, sealed, at: Date.now() }, id));
};

export const find = async id => {
  const draft = await read("drafts", drafts => drafts.get(id));
  if (!draft) return null;
  try {
    const opened = await crypto.subtle.decrypt(cipher(id, draft.nonce), await keyOf(ownerOf(id)), draft.sealed);
    return { at: draft.at, ...JSON.parse(new TextDecoder().decode(opened)) };
  } catch {
    return null; // sealed with a key that was forgotten, or under another name
  }
};

export const drop = id => write("drafts", drafts => drafts.delete(id));
export const idsOf = owner => read("drafts", drafts => drafts.getAllKeys(mine(owner)));

export const forget = async owner => {
  await write("keys", keys => keys.delete(owner));
  await write("drafts", drafts => drafts.delete(mine(owner)));
};
