// An addition: without scripts the page reads the same, with the system's theme.
(() => {
  'use strict';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark';
  const remember = value => { try { localStorage.setItem('distlab-theme', value); } catch { /* a file:// page may have no storage */ } };
  try { const kept = localStorage.getItem('distlab-theme'); if (kept) root.dataset.theme = kept; } catch { /* as above */ }

  const toggle = document.querySelector('.theme');
  const label = () => { toggle.textContent = isDark() ? 'Light' : 'Dark'; };
  if (toggle) {
    label();
    toggle.hidden = false;
    toggle.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      remember(root.dataset.theme);
      label();
      document.dispatchEvent(new Event('distlab:theme'));
    });
    system.addEventListener('change', label);
  }
})();
