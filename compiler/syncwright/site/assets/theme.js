// Light or dark before anything is drawn: what was chosen here, else what the system says.
document.documentElement.classList.add("scripted");
(() => {
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* kept by nobody */ }
  if (chosen) document.documentElement.dataset.theme = chosen;
})();
