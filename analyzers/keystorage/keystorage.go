// Package keystorage finds private keys in files that others can read, and formats that
// protect them badly.
package keystorage

import (
	"fmt"
	"slices"

	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL606", Name: "keystorage", Title: "private key in a file that others can read, or in a weak format",
	Severity: rule.High, CWE: 732,
	Patterns: []string{"Y11", "K14", "K15", "K16"},
	Instead:  []string{create, marshal, read},
	Since:    "0.1.0",
	Gosec:    []string{"G306", "G302"},
}

const (
	create  = "safeapi/keyfile.Create"
	marshal = "safeapi/pemkey.Encode"
	read    = "safeapi/pemkey.Decode"
)

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, flow.Analyzer, mention.Analyzer)

func run(pass *rule.Pass) error {
	graph, mentions := flow.Of(pass.Pass), mention.Of(pass.Pass)
	if !mentions.Any("syscall.Umask", "golang.org/x/sys/unix.Umask") {
		narrowed := mentions.Named("os.Chmod", "os.File.Chmod", "os.Root.Chmod")
		for _, sink := range graph.Sinks(cryptoapi.AsFileContent) {
			if !narrows(pass, narrowed, sink) {
				written(pass, graph, sink)
			}
		}
	}
	for _, symbol := range mentions.Symbols {
		if f, ok := formats[symbol.Name]; ok {
			f.Pos, f.End, f.Case = symbol.Node.Pos(), symbol.Node.End(), "format"
			pass.Report(f)
		}
	}
	tokens(pass, graph)
	return nil
}

// narrows reports whether the file of the program that writes a key also changes modes.
func narrows(pass *rule.Pass, chmods []mention.Symbol, sink *flow.Sink) bool {
	file := pass.Fset.File(sink.Pos())
	return slices.ContainsFunc(chmods, func(chmod mention.Symbol) bool { return pass.Fset.File(chmod.Node.Pos()) == file })
}

// written reports a private key that goes into a file which others can read.
func written(pass *rule.Pass, graph *flow.Graph, sink *flow.Sink) {
	key := private(graph.Whole(sink))
	made := open(graph.Other(sink))
	if key == nil || made == "" || toldInside(sink) {
		return
	}
	pass.Report(rule.Finding{
		Pos: sink.Pos(), End: sink.End(), Case: "mode", Confidence: rule.Likely, Instead: create,
		Message: fmt.Sprintf("a private key is written to a file %s", made),
		Why:     "an attacker with any account on the machine can read the key",
		Advice:  "create the file with os.OpenFile and mode 0600",
		Steps:   flow.Path(key, "private key"),
	})
}

// toldInside reports whether the function that is called writes a private key to such a
// file for every caller: the finding stands there.
func toldInside(sink *flow.Sink) bool {
	key, file := sink.Inside()
	return private(key) != nil && open(file) != ""
}

// open says how a file is made that everybody on the machine can read, on some way, or "".
func open(files flow.Value) string {
	for _, alternative := range files {
		if mode, made := permissions(alternative); mode&others != 0 {
			return made
		}
	}
	return ""
}

// private returns the private key that is written on some way, in the clear.
func private(v flow.Value) *flow.Origin {
	for _, o := range v.Origins() {
		if o.Spelled == cryptoapi.Private {
			return o
		}
	}
	return nil
}

// others are the permissions of everybody but the owner and the group.
const others = 0o007

// permissions returns the mode with which a file is made, and says so. It is 0 of what is
// not known.
func permissions(a flow.Alternative) (mode int64, made string) {
	if mode, ok := flow.OnlyInteger(a); ok {
		return mode, fmt.Sprintf("with the mode %#o", mode)
	}
	file := a.Part(cryptoapi.File)
	switch {
	case file == nil:
		return 0, ""
	case file.Name == "os.Create" || file.Name == "os.Root.Create":
		return 0o666, "that os.Create makes, with mode 0666 minus the umask"
	}
	for _, o := range file.Of {
		if mode, ok := flow.Integer(o); ok {
			return mode, fmt.Sprintf("with the mode %#o", mode)
		}
	}
	return 0, ""
}

const whyPEM = "its key is one MD5 digest of the password: an attacker who has the file can try billions of passwords per second"

// formats are functions that write or read formats which protect keys badly. What reads
// them may have to.
var formats = map[string]rule.Finding{
	"crypto/x509.EncryptPEMBlock": {
		Severity: rule.Medium, Confidence: rule.Certain, Instead: marshal,
		Message: "x509.EncryptPEMBlock encrypts a key with legacy PEM encryption", Why: whyPEM,
		Advice: "write PKCS #8 that is encrypted with scrypt or PBKDF2",
	},
	"crypto/x509.DecryptPEMBlock": {
		Severity: rule.Low, Confidence: rule.Likely, Instead: read,
		Message: "x509.DecryptPEMBlock reads a key with legacy PEM encryption", Why: whyPEM,
		Advice: "convert the files to PKCS #8 first, as openssl pkcs8 -topk8 does, and read only that",
	},
	"software.sslmate.com/src/go-pkcs12.Encode":           pkcs12("pkcs12.Encode writes", marshal),
	"software.sslmate.com/src/go-pkcs12.EncodeTrustStore": pkcs12("pkcs12.EncodeTrustStore writes", marshal),
	"software.sslmate.com/src/go-pkcs12.LegacyRC2":        pkcs12("pkcs12.LegacyRC2 writes", marshal),
	"software.sslmate.com/src/go-pkcs12.LegacyDES":        pkcs12("pkcs12.LegacyDES writes", marshal),
	"golang.org/x/crypto/pkcs12.Decode":                   pkcs12("pkcs12.Decode reads", read),
	"golang.org/x/crypto/pkcs12.ToPEM":                    pkcs12("pkcs12.ToPEM reads", read),
}

// pkcs12 is the finding for the old encryption of PKCS #12, which many devices still need.
func pkcs12(does, instead string) rule.Finding {
	return rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Instead: instead,
		Message: does + " PKCS #12 with the encryption from 1999",
		Why:     "the file is encrypted with RC2 or 3DES: an attacker who has it can try passwords fast",
		Advice:  "use Modern of software.sslmate.com/src/go-pkcs12, or PKCS #8",
	}
}
