// Package cleartext finds connections that are not encrypted: servers and clients without
// TLS, addresses with such a scheme, old protocols of networks. It reports in the profile
// strict alone.
package cleartext

import (
	"go/ast"
	"go/constant"
	"go/token"
	"net"
	"net/url"
	"strings"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/mention"
)

// Meta describes the rule.
var Meta = rule.Meta{
	ID: "CL709", Name: "cleartext", Title: "connection without TLS (profile strict)",
	Severity: rule.Medium, CWE: 319,
	Patterns: []string{"L14", "L15", "P06"},
	Instead:  []string{client},
	Profile:  "strict",
	Since:    "0.1.0",
}

const client = "safeapi/tlsconf.Client"

// Analyzer is the rule.
var Analyzer = rule.New(Meta, run, mention.Analyzer)

// plain is what a program names that connects without TLS.
type plain struct{ message, advice string }

const grpcAdvice = "use credentials.NewTLS"

var symbols = map[string]plain{
	"net/http.ListenAndServe":                                    {"http.ListenAndServe serves HTTP without TLS", "use http.ListenAndServeTLS, or listen on localhost behind a proxy that does"},
	"google.golang.org/grpc.WithInsecure":                        {"grpc.WithInsecure connects without TLS", grpcAdvice},
	"google.golang.org/grpc/credentials/insecure.NewCredentials": {"insecure.NewCredentials turns TLS off", grpcAdvice},
	"github.com/gosnmp/gosnmp.Version1":                          {"SNMPv1 sends its community string in plaintext", "use gosnmp.Version3 with AuthPriv"},
	"github.com/gosnmp/gosnmp.Version2c":                         {"SNMPv2c sends its community string in plaintext", "use gosnmp.Version3 with AuthPriv"},
}

// imports are packages that speak a protocol without TLS.
var imports = map[string]plain{
	"github.com/jlaffaye/ftp":     {"FTP sends passwords and files in plaintext", "use SFTP, or ftp.DialWithExplicitTLS and an ignore comment that says so"},
	"github.com/secsy/goftp":      {"FTP sends passwords and files in plaintext", "use SFTP"},
	"github.com/reiver/go-telnet": {"telnet sends everything in plaintext", "use golang.org/x/crypto/ssh"},
	"github.com/ziutek/telnet":    {"telnet sends everything in plaintext", "use golang.org/x/crypto/ssh"},
}

// settings are parts of the addresses of databases that turn TLS off, or its verification.
var settings = lazyregexp.New(`(?:^|[ ?&])(sslmode=(?:disable|allow|prefer)|tls=(?:false|skip-verify|preferred)|encrypt=disable)(?:$|[ &])`)

// schemes are those of addresses without TLS. HTTP is told only where a password is part of
// the address: what else it carries, the address does not say.
var schemes = map[string]bool{"ftp": true, "telnet": true, "ldap": true, "amqp": true, "mqtt": true, "redis": true, "http": true}

func run(pass *rule.Pass) error {
	mentions := mention.Of(pass.Pass)
	for _, i := range mentions.Imports {
		if known, ok := imports[i.Path]; ok {
			report(pass, i.Spec, known)
		}
	}
	for _, symbol := range mentions.Symbols {
		if known, ok := symbols[symbol.Name]; ok && !ownMachine(symbol) {
			report(pass, symbol.Node, known)
		}
		if symbol.Name == "google.golang.org/grpc.NewServer" && symbol.Call != nil && len(symbol.Call.Args) == 0 {
			report(pass, symbol.Call, plain{"grpc.NewServer without options serves without TLS", "pass grpc.Creds with credentials.NewTLS"})
		}
	}
	for _, file := range pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.BasicLit:
				if n.Kind == token.STRING {
					text(pass, n)
				}
			}
			return true
		})
	}
	return nil
}

// ownMachine reports whether a call listens on the machine itself only.
func ownMachine(symbol mention.Symbol) bool {
	value := symbol.Constant(0)
	if value == nil || value.Kind() != constant.String {
		return false
	}
	host, _, err := net.SplitHostPort(constant.StringVal(value))
	return err == nil && local(host)
}

// local reports whether a host is the machine itself, or stands for any in an example.
func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback() || strings.HasPrefix(host, "example.") || strings.HasSuffix(host, ".example")
}

// text reports an address without TLS.
func text(pass *rule.Pass, literal *ast.BasicLit) {
	value := pass.TypesInfo.Types[literal].Value
	if value == nil || value.Kind() != constant.String {
		return
	}
	text := constant.StringVal(value)
	if setting := settings.FindStringSubmatch(text); setting != nil && !strings.Contains(text, "localhost") && !strings.Contains(text, "127.0.0.1") {
		report(pass, literal, plain{setting[1] + " turns off TLS, or the verification of the server", "use sslmode=verify-full, or tls=true"})
		return
	}
	if !strings.Contains(text, "://") {
		return // nearly all texts
	}
	address, err := url.Parse(text)
	if err != nil || address.Host == "" || !schemes[address.Scheme] || local(address.Hostname()) {
		return
	}
	_, password := address.User.Password()
	if address.Scheme == "http" && !password || address.Scheme == "redis" && !password {
		return
	}
	report(pass, literal, plain{address.Scheme + ":// connects without TLS", "use the scheme with TLS"})
}

func report(pass *rule.Pass, node ast.Node, known plain) {
	pass.Report(rule.Finding{
		Pos: node.Pos(), End: node.End(), Confidence: rule.Certain,
		Message: known.message,
		Why:     "an attacker on the network can read and change what is sent",
		Advice:  known.advice,
	})
}
