// A stand-in for Shopify's App Bridge: what the console uses of it, over the same way (messages to the admin around it).
(() => {
  const admin = "https://admin.shopify.com";
  const idToken = () =>
    new Promise((done) => {
      const hear = (event) => {
        if (event.origin !== admin || !event.data?.idToken) return;
        removeEventListener("message", hear);
        done(event.data.idToken);
      };
      addEventListener("message", hear);
      parent.postMessage("id-token", admin);
    });
  window.shopify = { idToken };
  const wanted = new URLSearchParams(location.search).get("shopify-reload");
  if (wanted)
    idToken().then((token) => {
      const there = new URL(wanted);
      there.searchParams.set("id_token", token);
      location.replace(there);
    });
})();
