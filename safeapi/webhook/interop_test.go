package webhook

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/mac"
	"github.com/cryptolint/cryptolint/safeapi/secret"
	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
)

// Python's hmac module signs and verifies as the senders document it.
const pythonProgram = `import base64, hashlib, hmac, json, sys
q = json.load(sys.stdin)
secret, body, t, ident = q["secret"].encode(), q["body"].encode(), q["time"], q["id"]
mac = lambda m: hmac.new(secret, m, hashlib.sha256)
print(json.dumps({
  "github":   {"X-Hub-Signature-256": "sha256=" + mac(body).hexdigest()},
  "slack":    {"X-Slack-Request-Timestamp": t, "X-Slack-Signature": "v0=" + mac(b"v0:%s:%s" % (t.encode(), body)).hexdigest()},
  "stripe":   {"Stripe-Signature": "t=%s,v1=%s" % (t, mac(t.encode() + b"." + body).hexdigest())},
  "standard": {"Webhook-Id": ident, "Webhook-Timestamp": t, "Webhook-Signature":
               "v1," + base64.b64encode(mac(b"%s.%s.%s" % (ident.encode(), t.encode(), body)).digest()).decode()},
}))`

func TestInteropPython(t *testing.T) {
	body := []byte(`{"name":"grüße ☂"}`)
	at := formatTime(time.Now())
	question, err := json.Marshal(map[string]string{"secret": text, "body": string(body), "time": at, "id": "msg_1"})
	if err != nil {
		t.Fatal(err)
	}
	var theirs map[string]map[string]string
	out := interoptest.Python(t, "hmac", pythonProgram, question)
	if err := json.Unmarshal(out, &theirs); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	for name, h := range hooks(t, text) {
		signed := http.Header{}
		for k, v := range theirs[name] {
			signed.Set(k, v)
		}
		if err := h.Verify(signed, body); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		// The other direction: the same headers for the same time.
		ours := http.Header{}
		ours.Set("Webhook-Id", "msg_1")
		h.scheme.sign(ours, at, func(prefix string) mac.Tag { return h.keys.Sign(append([]byte(prefix), body...)) })
		for k, v := range theirs[name] {
			if ours.Get(k) != v {
				t.Errorf("%s: Sign sets %s: %q, Python %q", name, k, ours.Get(k), v)
			}
		}
	}
}

func FuzzVerify(f *testing.F) {
	f.Add("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "1", "msg_1")
	f.Add("t=1,v1=,v1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "-1", "")
	f.Add("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1a, ", formatTime(time.Now()), "a.b")
	all := hooks(f, string(secret.Random(32).Reveal()))
	f.Fuzz(func(t *testing.T, signature, at, id string) {
		h := http.Header{}
		for _, name := range []string{"X-Hub-Signature-256", "X-Slack-Signature", "Stripe-Signature", headerSignature} {
			h.Set(name, signature)
		}
		h.Set("X-Slack-Request-Timestamp", at)
		h.Set(headerTimestamp, at)
		h.Set(headerID, id)
		for name, hook := range all {
			if err := hook.Verify(h, []byte("hello")); err != ErrSignature {
				t.Errorf("%s: %q is a forgery", name, signature)
			}
			if c, ok := hook.scheme.parse(h); ok && len(c.tags) > maxParts {
				t.Errorf("%s: %d tags", name, len(c.tags))
			}
		}
	})
}

func FuzzParseKey(f *testing.F) {
	f.Add(GenerateKey().Reveal())
	f.Add("whsec_====")
	f.Fuzz(func(t *testing.T, s string) {
		k, err := ParseKey(s)
		if err != nil && !errors.Is(err, ErrSecret) {
			t.Errorf("%q: %v", s, err)
		}
		if err == nil && k.Reveal() != strings.TrimSpace(s) {
			t.Errorf("%q is another spelling of %q", s, k.Reveal())
		}
	})
}
