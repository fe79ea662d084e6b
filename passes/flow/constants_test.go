package flow_test

import (
	"go/constant"
	"slices"
	"testing"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

func number(n int64) *flow.Origin {
	return &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Constant, Const: constant.MakeInt64(n)}}
}

func TestHolds(t *testing.T) {
	v := flow.Value{{number(1)}, {number(2), number(3)}}
	if !flow.Holds(v, 5, 1) || flow.Holds(v, 2, 3) || flow.Holds(v) || flow.Holds(nil, 0) {
		t.Error("of 1, and 2 mixed with 3, the value holds 1 alone")
	}
}

func TestRange(t *testing.T) {
	if smallest, largest, ok := flow.Range(flow.Value{{number(-3)}, {number(-5)}}); !ok || smallest != -5 || largest != -3 {
		t.Errorf("-3 and -5 are from %d to %d", smallest, largest)
	}
	if _, _, ok := flow.Range(flow.Value{{number(8)}, {number(2), number(3)}}); ok {
		t.Error("what 2 and 3 are mixed into may be larger")
	}
	if _, _, ok := flow.Range(nil); ok {
		t.Error("nothing has no range")
	}
}

func TestNeverSet(t *testing.T) {
	empty := &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Constant, Const: constant.MakeString("")}}
	zero := &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Zero}}
	if !flow.NeverSet(flow.Value{{zero}, {empty}}) || flow.NeverSet(flow.Value{{zero}, {number(0)}}) || flow.NeverSet(nil) {
		t.Error("zeros and the empty text are not set; a number is, and of nothing nothing is known")
	}
}

func TestOne(t *testing.T) {
	cbc, gcm := &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Ciphertext, Detail: "CBC"}}, &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Ciphertext, Detail: "GCM"}}
	if (flow.Value{{cbc}}).One() != cbc || (flow.Value{{cbc}, {gcm}}).One() != nil || (flow.Value{{cbc, gcm}}).One() != nil || (flow.Value{}).One() != nil {
		t.Error("One is not the origin of the one way with one part")
	}
	parts := flow.Alternative{number(1), cbc, gcm}
	if parts.First(cryptoapi.Ciphertext) != cbc || parts.First(cryptoapi.Ciphertext, "CTR", "GCM") != gcm || parts.First(cryptoapi.Ciphertext, "CTR") != nil || parts.First(cryptoapi.Digest) != nil {
		t.Error("First is not the first of its kind and detail")
	}
}

func TestHashes(t *testing.T) {
	sha256, md5 := &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Digest, Detail: "SHA-256"}}, &flow.Origin{Source: &flow.Source{Kind: cryptoapi.Hasher, Detail: "MD5"}}
	if names := flow.Hashes(flow.Value{{sha256}, {md5}, {number(3)}}); !slices.Equal(names, []string{"SHA-256", "MD5", "SHA-1"}) {
		t.Errorf("the hashes are %q", names)
	}
	for _, v := range []flow.Value{{{sha256}, {number(0)}}, {{sha256, md5}}, {{md5}, {{Source: &flow.Source{Kind: cryptoapi.Unknown}}}}, nil} {
		if flow.Hashes(v) != nil {
			t.Errorf("%v has a way of which the hash is not known", v)
		}
	}
}
