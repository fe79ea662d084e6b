package cryptoapi

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
)

// The spellings: how data are written as text.
const (
	Hex       = "hex"       // 4 bits in a character
	Base64    = "base64"    // 6 bits in a character
	Base32    = "base32"    // 5 bits in a character
	Padded    = "padded"    // filled up with blanks or zeros to a length
	Decoded   = "decoded"   // read back from a text
	Unchecked = "unchecked" // read back from a text, and nothing looks at the error or at the length
	Private   = "private"   // a private key in the clear, in a format for files
	Part      = "part"      // one of the parts that a text was split into
)

// Spelling returns how a call of the function writes the data that its result is from: one
// of the spellings, or "" if it does not change that. The format is that of a function such
// as fmt.Sprintf. It is "" of no row.
func (f *Func) Spelling(format string) string {
	if f == nil {
		return ""
	}
	if f.Is("fmt.Sprintf") {
		switch {
		case hexVerb.MatchString(format):
			return Hex
		case paddedVerb.MatchString(format):
			return Padded
		}
		return ""
	}
	for _, coder := range coders {
		if coder.path == f.Package && slices.Contains(coder.names, f.Name) {
			return coder.spelling
		}
	}
	return ""
}

var (
	hexVerb    = lazyregexp.New(`^%0?\d*[xX]$`)
	paddedVerb = lazyregexp.New(`^%[-0]?(16|24|32)[sv]$`)
)

// coders are the functions that encode and decode texts.
var coders = []struct {
	path, spelling string
	names          []string
}{
	{"encoding/hex", Hex, []string{"EncodeToString", "AppendEncode", "Encode"}},
	{"encoding/hex", Decoded, []string{"DecodeString", "AppendDecode", "Decode", "NewDecoder"}},
	{"encoding/base64", Base64, []string{"Encoding.EncodeToString", "Encoding.AppendEncode", "Encoding.Encode"}},
	{"encoding/base64", Decoded, []string{"Encoding.DecodeString", "Encoding.AppendDecode", "Encoding.Decode", "NewDecoder"}},
	{"encoding/base32", Base32, []string{"Encoding.EncodeToString", "Encoding.AppendEncode", "Encoding.Encode"}},
	{"encoding/base32", Decoded, []string{"Encoding.DecodeString", "Encoding.AppendDecode", "Encoding.Decode", "NewDecoder"}},
	{"crypto/x509", Private, []string{"MarshalPKCS1PrivateKey", "MarshalPKCS8PrivateKey", "MarshalECPrivateKey"}},
	{"golang.org/x/crypto/ssh", Private, []string{"MarshalPrivateKey"}},
	{"crypto/ed25519", Private, []string{"PrivateKey.Seed"}},
	{"math/big", Decoded, []string{"Int.SetString"}},
	{"strconv", Decoded, []string{"ParseInt", "ParseUint", "Atoi"}},
	{"fmt", Decoded, []string{"Sscanf", "Sscan", "Fscanf"}},
	{"strings", Part, splitters},
	{"bytes", Part, splitters},
}

var splitters = []string{"Cut", "Fields", "FieldsFunc", "Split", "SplitAfter", "SplitAfterN", "SplitN"}

// Keeps reports whether what a call returns is all of what its result is from, perhaps in
// another spelling or without blanks around it, so that who reads one has the other. It is
// false of no row.
func (f *Func) Keeps() bool {
	if f == nil {
		return false
	}
	if names, ok := keepers[f.Package]; ok && slices.Contains(names, f.Name) {
		return true
	}
	spelling := f.Spelling("")
	return spelling != "" && spelling != Part && f.Package != "strconv" && f.Package != "math/big"
}

// keepers are the functions that keep all of what they are passed, but for blanks, quotes
// and what stands before or after it.
var keepers = map[string][]string{
	"bytes":                   wholeTexts,
	"strings":                 wholeTexts,
	"slices":                  {"Clone", "Concat", "Grow", "Clip"},
	"strconv":                 {"Quote", "QuoteToASCII"},
	"net/url":                 {"QueryEscape", "PathEscape"},
	"html":                    {"EscapeString"},
	"fmt":                     {"Sprint", "Sprintf", "Sprintln"},
	"encoding/pem":            {"EncodeToMemory", "Decode"},
	"crypto/ecdsa":            {"PrivateKey.Bytes"},
	"crypto/ecdh":             {"PrivateKey.Bytes"},
	"crypto/ed25519":          {"PrivateKey.Seed"},
	"golang.org/x/crypto/ssh": {"MarshalPrivateKey"},
}

var wholeTexts = []string{
	"Clone", "TrimSpace", "Trim", "TrimLeft", "TrimRight", "TrimPrefix", "TrimSuffix", "ToLower", "ToUpper", "NewReader", "NewBuffer",
	"NewBufferString", "Buffer.Bytes", "Buffer.String", "Builder.String", "Join",
}

// privateTypes are the types of private keys that a text of any format shows: their fields
// or elements are the key.
var privateTypes = []string{
	"crypto/rsa.PrivateKey", "crypto/ecdsa.PrivateKey", "crypto/ed25519.PrivateKey", "crypto/ecdh.PrivateKey", "crypto/dsa.PrivateKey",
	"github.com/decred/dcrd/dcrec/secp256k1/v4.PrivateKey",
}

// IsPrivateKey reports whether a type, with its import path, is that of private keys which a
// text of any format shows: "crypto/rsa.PrivateKey".
func IsPrivateKey(name string) bool { return slices.Contains(privateTypes, name) }
