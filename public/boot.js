// Wakes the islands of a page. Only pages that contain one load this file, and without it, without WebAssembly
// or without the bundle every page still works: an island only adds.
//
// An island inside an element with `data-wake="touch"`, or with such a root, brings no WebAssembly until it is first touched. What the reader did
// meanwhile is not lost: a click is held back and given again, typed text is kept. `data-wake="form"` on its root means the first
// touch of the form around it; the form goes on as it is meanwhile.
//
// What is of use only where scripts run stands hidden, with `data-scripted`, and is shown here. What an island says where it
// cannot wake up stands hidden inside it, with `data-failed`.

const TOUCHES = ['pointerdown', 'focusin', 'keydown'];

const meta = document.querySelector('meta[name="bundle"]');
let bundle;

function load() {
  if (!bundle) {
    bundle = import(meta.content).then(async (module) => {
      await module.default({ module_or_path: meta.dataset.wasm });
      module.hydrate();
      return module;
    });
  }
  return bundle;
}

// Hydrates one island, once. Typed text is put back, because hydration writes the value that the server knew.
async function wake(island) {
  if (island.dataset.awake) return;
  island.dataset.awake = 'true';
  const module = await load();
  const start = module[island.dataset.component];
  if (!start) throw new Error(`The bundle has no island ${island.dataset.component}`);
  const outer = island.parentElement.closest('leptos-children');
  if (outer && outer.$$on_hydrate) outer.$$on_hydrate();
  const fields = island.querySelectorAll('input:not([type=checkbox]):not([type=radio]), textarea');
  const typed = [...fields].map((field) => [field, field.value]).filter(([field, value]) => value !== field.defaultValue);
  await start(island);
  for (const [field, value] of typed) {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

// Where the bundle cannot be had, does not run, or takes longer than anyone waits.
function failed(island, error) {
  console.warn(error);
  for (const words of island.querySelectorAll('[data-failed]')) words.hidden = false;
}

function inTime(task) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('The bundle did not arrive in time')), 60000));
  return Promise.race([task, late]);
}

function wakeAtTouchOf(form, island) {
  const touched = () => {
    for (const touch of TOUCHES) form.removeEventListener(touch, touched, true);
    inTime(wake(island)).catch((error) => failed(island, error));
  };
  for (const touch of TOUCHES) form.addEventListener(touch, touched, true);
}

function wakeAtTouch(island) {
  let held = null;
  const hold = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    held = event.target;
  };
  const touched = () => {
    for (const touch of TOUCHES) island.removeEventListener(touch, touched, true);
    island.addEventListener('click', hold, true);
    island.setAttribute('aria-busy', 'true');
    wake(island)
      .catch((error) => console.warn(error))
      .then(() => {
        // Also after a failure: then the click does what it does on a page without scripts.
        island.removeAttribute('aria-busy');
        island.removeEventListener('click', hold, true);
        if (held && held.isConnected) held.click();
      });
  };
  for (const touch of TOUCHES) island.addEventListener(touch, touched, true);
}

for (const element of document.querySelectorAll('[data-scripted]')) element.hidden = false;

if (meta && typeof WebAssembly === 'object') {
  const idle = window.requestIdleCallback || ((task) => setTimeout(task, 1));
  for (const island of document.querySelectorAll('leptos-island')) {
    const root = island.firstElementChild;
    const atTouch = island.closest('[data-wake="touch"]') || (root && root.matches('[data-wake="touch"]'));
    const form = root && root.matches('[data-wake="form"]') && island.closest('form');
    if (form) wakeAtTouchOf(form, island);
    else if (atTouch) wakeAtTouch(island);
    else idle(() => wake(island).catch((error) => failed(island, error)));
  }
} else {
  for (const island of document.querySelectorAll('leptos-island')) failed(island, new Error('No WebAssembly here'));
}
