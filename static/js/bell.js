// The bell asks for news only while its page is seen, and at once when it is seen again; without scripting it is a link.
(function () {
  "use strict";

  const isBell = (event) => event.target && event.target.id === "bell";

  document.addEventListener("htmx:beforeRequest", function (event) {
    if (isBell(event) && document.hidden) event.preventDefault();
  });

  // A session that has ended is the next click's business: nobody is taken away from what they are typing.
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    if (isBell(event) && event.detail.xhr.status !== 200) event.preventDefault();
    if (isBell(event) && event.detail.xhr.getResponseHeader("HX-Redirect")) event.preventDefault();
  });

  document.addEventListener("visibilitychange", function () {
    const bell = document.getElementById("bell");
    if (bell && !document.hidden && window.htmx) window.htmx.trigger(bell, "look");
  });
})();
