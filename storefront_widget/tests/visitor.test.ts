import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { visitor } from "../src/stage/visitor.ts";

const CART = { token: "c1", items: 2, total: 8450, currency: "EUR" };

/** Run something against a shop that answers this, and return how often it was asked. */
async function shop(status: number, body: string, run: (identity: string) => Promise<void>): Promise<number> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?wc-ajax=parley_identity`);
  server.closeAllConnections();
  server.close();
  return asked;
}

test("cart and customer come with one answer", async () => {
  const asked = await shop(200, JSON.stringify({ cart: CART, token: "said.signed" }), async (identity) => {
    const who = visitor({ identity });
    assert.deepEqual([await who.cart(), await who.token()], [CART, "said.signed"]);
  });
  assert.equal(asked, 1);
});

test("a guest without a cart has neither", async () => {
  await shop(200, '{"cart":null,"token":null}', async (identity) => {
    const who = visitor({ identity });
    assert.deepEqual([await who.token(), await who.cart()], [null, null]);
  });
});

test("a shop that fails, or answers with a page, changes nothing for the chat", async () => {
  for (const [status, body] of [[500, "{}"], [200, "<!doctype html>"]] as const) {
    await shop(status, body, async (identity) => {
      const who = visitor({ identity });
      assert.deepEqual([await who.cart(), await who.token()], [null, null]);
    });
  }
});
