// The plain pages: ?lang=en or ?lang=fr, kept in the links from page to page. The elements take
// the language of the page.
const language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'fr';
document.documentElement.lang = language;
for (const node of document.querySelectorAll('[data-en]')) if (language === 'en') node.textContent = node.dataset.en;
for (const link of document.querySelectorAll('nav a[href]')) {
  if (!link.hasAttribute('hreflang')) link.search = `?lang=${language}`;
  if (link.pathname === location.pathname && !link.hasAttribute('hreflang')) link.setAttribute('aria-current', 'page');
}
