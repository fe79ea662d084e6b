// Package webhook signs webhooks and verifies those that are received, with
// HMAC-SHA-256.
//
//	shared, err := secret.FromEnv("GITHUB_WEBHOOK_SECRET")
//	hook, err := webhook.NewGitHub(shared)
//	…
//	body, err := hook.ReadRequest(w, r) // limited, and verified before it is given
//
// Four schemes are known:
//
//	New        Standard Webhooks; what to choose for webhooks of one's own
//	           Webhook-Id: msg_…   Webhook-Timestamp: 1614265330
//	           Webhook-Signature: v1,<base64> [v1,<base64> …]
//	           signed: <id> "." <timestamp> "." <body>
//	           https://github.com/standard-webhooks/standard-webhooks
//	NewGitHub  X-Hub-Signature-256: sha256=<hex>
//	           signed: <body>
//	           https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
//	NewStripe  Stripe-Signature: t=1614265330,v1=<hex>[,v1=<hex> …]
//	           signed: <timestamp> "." <body>
//	           https://docs.stripe.com/webhooks/signature
//	NewSlack   X-Slack-Request-Timestamp: 1614265330   X-Slack-Signature: v0=<hex>
//	           signed: "v0:" <timestamp> ":" <body>
//	           https://docs.slack.dev/authentication/verifying-requests-from-slack
//
// # Replay
//
// A request with a timestamp is accepted for five minutes, also if the sender's
// clock is up to five minutes ahead. Within that time the same request can come
// twice: a sender may repeat it, and so may anybody who recorded it. GitHub's
// scheme has no timestamp, so its requests never expire. So make what a webhook
// does harmless when it is repeated, or remember what it has seen: the header
// Webhook-Id (which is signed), Stripe's event id in the body, or a hash of the
// body. GitHub's X-GitHub-Delivery is not signed.
//
// # Rotation
//
// Each constructor takes the current secret and those before it. Requests are
// verified with all of them and signed with the current one.
//
// # Memory
//
// The signature is of the whole body, so the body must be in memory before it
// is known to be authentic. So an attacker can use as much memory for each
// request as a body may have: 25 MiB for GitHub, whose largest events need it,
// and 1 MiB for the others. [Hook.WithLimit] sets another limit. Limit the
// number of concurrent requests as well, and set ReadTimeout of the
// http.Server.
//
// Everything is safe for concurrent use, and runs under GODEBUG=fips140=only.
package webhook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/cryptolint/cryptolint/safeapi/mac"
	"github.com/cryptolint/cryptolint/safeapi/secret"
)

// The errors of this package.
var (
	// ErrSignature means that a request is not signed with a known secret, or
	// too old, or from the future. It does not say which.
	ErrSignature = errors.New("webhook: the request is not authentic")

	// ErrSecret means that a secret cannot be used. The text says why, and
	// holds nothing of the secret.
	ErrSecret = errors.New("webhook: unusable secret")
)

const (
	// Window is how old a timestamp may be, and how far ahead. Stripe's
	// libraries and Slack's documentation have five minutes as well.
	Window = 5 * time.Minute

	maxGitHubBody = 25 << 20 // bytes: "Payloads are capped at 25 MB"
	maxBody       = 1 << 20  // bytes, for the other schemes
)

// A Hook verifies and signs webhooks of one scheme. Make one with [New],
// [NewGitHub], [NewStripe] or [NewSlack]. It prints redacted.
type Hook struct {
	secret.Opaque
	scheme  scheme
	keys    *mac.Keyring
	maxBody int64 // bytes
}

// New returns a Hook for Standard Webhooks. It panics if a key is the zero Key.
func New(current Key, previous ...Key) *Hook {
	old := make([]mac.Key, len(previous))
	for i, k := range previous {
		old[i] = k.key
	}
	return &Hook{scheme: standard{}, keys: mac.New(current.key, old...), maxBody: maxBody}
}

// NewGitHub returns a Hook for GitHub, with the secret that was entered in the
// settings of the webhook, at least 16 bytes. token.New makes one.
//
// The secrets are copied: the caller may wipe theirs. The line end of a file that
// a secret was read from is not part of it. The same holds for NewStripe and NewSlack.
func NewGitHub(current secret.Bytes, previous ...secret.Bytes) (*Hook, error) {
	return newHook(gitHub{}, current, previous)
}

// NewStripe returns a Hook for Stripe, with the signing secret as Stripe shows
// it: "whsec_" and what follows, not decoded.
func NewStripe(current secret.Bytes, previous ...secret.Bytes) (*Hook, error) {
	return newHook(stripe{}, current, previous)
}

// NewSlack returns a Hook for Slack, with the signing secret of the app as Slack
// shows it.
func NewSlack(current secret.Bytes, previous ...secret.Bytes) (*Hook, error) {
	return newHook(slack{}, current, previous)
}

func newHook(s scheme, current secret.Bytes, previous []secret.Bytes) (*Hook, error) {
	primary, err := importSecret(current)
	if err != nil {
		return nil, err
	}
	old := make([]mac.Key, len(previous))
	for i, p := range previous {
		if old[i], err = importSecret(p); err != nil {
			return nil, err
		}
	}
	return &Hook{scheme: s, keys: mac.New(primary, old...), maxBody: s.maxBody()}, nil
}

// WithLimit returns a Hook of the same scheme and secrets that reads bodies of up
// to that many bytes. It panics if that is less than one.
func (h *Hook) WithLimit(maxBody int64) *Hook {
	h.mustBeMade()
	if maxBody < 1 {
		panic(fmt.Sprintf("webhook: WithLimit(%d): no body would be read", maxBody))
	}
	other := *h
	other.maxBody = maxBody
	return &other
}

// importSecret copies the secret, and refuses the empty one, which is what an
// environment variable that is not set gives.
func importSecret(s secret.Bytes) (mac.Key, error) {
	if s.Len() == 0 {
		return mac.Key{}, fmt.Errorf("%w: it is empty", ErrSecret)
	}
	raw := s.Reveal()
	defer secret.Wipe(raw)
	own, err := secret.Parse(raw)
	if err != nil {
		return mac.Key{}, fmt.Errorf("%w: it is empty", ErrSecret)
	}
	defer own.Wipe()
	key, err := mac.ImportKey(own)
	if err != nil {
		return mac.Key{}, fmt.Errorf("%w: %d bytes, want at least %d", ErrSecret, own.Len(), mac.MinKeySize)
	}
	return key, nil
}

// ReadRequest reads and verifies a request, and returns its body. Nothing of a
// body is returned that is not authentic.
//
// The error is [ErrSignature], an *http.MaxBytesError if the body is larger
// than the limit (25 MiB for GitHub, 1 MiB for the others, or that of WithLimit),
// or that of reading. Answer each with a status of 4xx, and do not go on.
func (h *Hook) ReadRequest(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	c, err := h.claim(r.Header) // first: most that is not authentic costs no reading
	if err != nil {
		return nil, err
	}
	body, err := readBody(w, r, h.maxBody)
	if err != nil {
		return nil, fmt.Errorf("webhook: read the body: %w", err)
	}
	if err := h.verify(c, body); err != nil {
		return nil, err
	}
	return body, nil
}

// Verify verifies a request whose body has been read already. It returns nil or
// [ErrSignature]. The body must be the bytes as they were sent: JSON that was
// decoded and encoded again is not.
func (h *Hook) Verify(header http.Header, body []byte) error {
	c, err := h.claim(header)
	if err != nil {
		return err
	}
	return h.verify(c, body)
}

// Sign sets the headers that authenticate the body, with the current time. With
// Standard Webhooks, a Webhook-Id that is set already stays: that is how a
// message is sent again. If there is none, or one that is not 1 to 256 visible
// ASCII characters without dots, Sign sets a random one.
func (h *Hook) Sign(header http.Header, body []byte) {
	h.mustBeMade()
	h.scheme.sign(header, strconv.FormatInt(time.Now().Unix(), 10), func(prefix string) mac.Tag {
		tag, err := h.keys.SignReader(signed(prefix, body))
		if err != nil {
			panic("webhook: memory was not read: " + err.Error()) // cannot happen
		}
		return tag
	})
}

// claim returns what the headers claim, if the time is right.
func (h *Hook) claim(header http.Header) (claim, error) {
	h.mustBeMade()
	c, ok := h.scheme.parse(header)
	if !ok || len(c.tags) == 0 {
		return claim{}, ErrSignature
	}
	if c.timed {
		age := time.Since(time.Unix(c.timestamp, 0))
		if age > Window || age < -Window {
			return claim{}, ErrSignature
		}
	}
	return c, nil
}

func (h *Hook) verify(c claim, body []byte) error {
	for _, tag := range c.tags {
		if h.keys.VerifyReader(signed(c.prefix, body), tag) == nil {
			return nil
		}
	}
	return ErrSignature
}

func (h *Hook) mustBeMade() {
	if h == nil || h.keys == nil {
		panic("webhook: use of a Hook that was not made by New, NewGitHub, NewStripe or NewSlack")
	}
}

// signed reads what is signed, without a copy of the body.
func signed(prefix string, body []byte) io.Reader {
	return io.MultiReader(strings.NewReader(prefix), bytes.NewReader(body))
}
