package webhook

import (
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/safeapi/mac"
	"github.com/cryptolint/cryptolint/safeapi/token"
)

// A scheme is where a kind of webhook keeps its signature, and what it signs.
type scheme interface {
	maxBody() int64
	parse(header http.Header) (claim, bool)
	sign(header http.Header, timestamp string, sum func(prefix string) mac.Tag)
}

// A claim is what the headers of a request say.
type claim struct {
	timed     bool
	timestamp int64  // seconds since 1970, if timed
	prefix    string // what is signed before the body
	tags      []mac.Tag
}

// maxParts bounds the work that one header can ask for. Senders that rotate
// secrets sign with two or three.
const maxParts = 10

// one returns the value of a header that is there once. Of two, a proxy and
// this program might take different ones.
func one(header http.Header, name string) (string, bool) {
	values := header.Values(name)
	if len(values) != 1 {
		return "", false
	}
	return values[0], true
}

// parseTimestamp accepts one spelling, since it is signed as it is spelt.
func parseTimestamp(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n > 0 && n < 1<<40 && strconv.FormatInt(n, 10) == s
}

// parseHex reads the tag after the label, in lower case as all senders write it.
func parseHex(s, label string) (mac.Tag, bool) {
	digits, ok := strings.CutPrefix(s, label)
	tag, err := mac.ParseTag(digits)
	return tag, ok && err == nil && digits == strings.ToLower(digits)
}

type gitHub struct{}

func (gitHub) maxBody() int64 { return maxGitHubBody }

func (gitHub) parse(header http.Header) (claim, bool) {
	value, ok := one(header, "X-Hub-Signature-256")
	if !ok {
		return claim{}, false
	}
	tag, ok := parseHex(value, "sha256=")
	return claim{tags: []mac.Tag{tag}}, ok
}

func (gitHub) sign(header http.Header, _ string, sum func(string) mac.Tag) {
	header.Set("X-Hub-Signature-256", "sha256="+sum("").Hex())
}

type slack struct{}

func (slack) maxBody() int64 { return maxBody }

func (slack) parse(header http.Header) (claim, bool) {
	at, okAt := one(header, "X-Slack-Request-Timestamp")
	value, okValue := one(header, "X-Slack-Signature")
	timestamp, okTime := parseTimestamp(at)
	tag, okTag := parseHex(value, "v0=")
	c := claim{timed: true, timestamp: timestamp, prefix: "v0:" + at + ":", tags: []mac.Tag{tag}}
	return c, okAt && okValue && okTime && okTag
}

func (slack) sign(header http.Header, timestamp string, sum func(string) mac.Tag) {
	header.Set("X-Slack-Request-Timestamp", timestamp)
	header.Set("X-Slack-Signature", "v0="+sum("v0:"+timestamp+":").Hex())
}

type stripe struct{}

func (stripe) maxBody() int64 { return maxBody }

// parse skips what is neither t nor v1, as Stripe asks: v0 is for its tests.
func (stripe) parse(header http.Header) (claim, bool) {
	value, ok := one(header, "Stripe-Signature")
	parts := strings.SplitN(value, ",", maxParts+1)
	if !ok || len(parts) > maxParts {
		return claim{}, false
	}
	c := claim{}
	for _, part := range parts {
		if at, ok := strings.CutPrefix(part, "t="); ok {
			timestamp, ok := parseTimestamp(at)
			if !ok || c.timed {
				return claim{}, false
			}
			c.timed, c.timestamp, c.prefix = true, timestamp, at+"."
		} else if strings.HasPrefix(part, "v1=") {
			tag, ok := parseHex(part, "v1=")
			if !ok {
				return claim{}, false
			}
			c.tags = append(c.tags, tag)
		}
	}
	return c, c.timed
}

func (stripe) sign(header http.Header, timestamp string, sum func(string) mac.Tag) {
	header.Set("Stripe-Signature", "t="+timestamp+",v1="+sum(timestamp+".").Hex())
}

type standard struct{}

const (
	headerID        = "Webhook-Id"
	headerTimestamp = "Webhook-Timestamp"
	headerSignature = "Webhook-Signature"
)

func (standard) maxBody() int64 { return maxBody }

// parse skips signatures of other versions, such as v1a (Ed25519).
func (standard) parse(header http.Header) (claim, bool) {
	id, okID := one(header, headerID)
	at, okAt := one(header, headerTimestamp)
	value, okValue := one(header, headerSignature)
	timestamp, okTime := parseTimestamp(at)
	parts := strings.SplitN(value, " ", maxParts+1)
	if !okID || !okAt || !okValue || !okTime || !validID(id) || len(parts) > maxParts {
		return claim{}, false
	}
	c := claim{timed: true, timestamp: timestamp, prefix: id + "." + at + "."}
	for _, part := range parts {
		encoded, ok := strings.CutPrefix(part, "v1,")
		if !ok {
			continue
		}
		raw, ok := decodeBase64(encoded)
		tag, err := mac.TagFromBytes(raw)
		if !ok || err != nil {
			return claim{}, false
		}
		c.tags = append(c.tags, tag)
	}
	return c, true
}

func (standard) sign(header http.Header, timestamp string, sum func(string) mac.Tag) {
	id := header.Get(headerID)
	if !validID(id) {
		id = "msg_" + token.New()
	}
	header.Set(headerID, id)
	header.Set(headerTimestamp, timestamp)
	tag := sum(id + "." + timestamp + ".")
	header.Set(headerSignature, "v1,"+base64.StdEncoding.EncodeToString(tag.Bytes()))
}

// validID refuses dots: with them, another id and timestamp could be read out
// of the same signed bytes.
func validID(id string) bool {
	if id == "" || len(id) > 256 {
		return false
	}
	for i := range len(id) {
		if id[i] <= ' ' || id[i] > '~' || id[i] == '.' {
			return false
		}
	}
	return true
}
