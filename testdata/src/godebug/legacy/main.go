// Command legacy speaks with machines that nobody updates.

/* want "CL706: the GODEBUG setting tlsmlkem=0 turns off .*; why: .*; fix: delete the line, and replace what needs it" */ //go:debug tlsmlkem=0
/* want "CL706: the GODEBUG setting tlssha1=1 lets TLS accept signatures over SHA-1" */ //go:debug	tlssha1=1
/* want "CL706: the GODEBUG setting rsa1024min=0 allows RSA keys of less than 1024 bits" */ //go:debug rsa1024min=0
/* want "CL706: the setting default=go1.22 brings back older defaults .*: cryptocustomrand=1, tls3des=1, x509negativeserial=1, x509rsacrt=0; why: .*64 bits" */ //go:debug default=go1.22
//go:debug panicnil=1
package main

import (
	"log"
	"net/http"
	"os"
	"strings"
	"syscall"

	"example.test/godebug/environment"
)

func main() {
	badAlone()
	log.Fatal(http.ListenAndServeTLS(":8443", "tls.crt", "tls.key", nil))
}

func badAlone() {
	os.Setenv("GODEBUG", "tls3des=1") // want "CL706: the GODEBUG setting tls3des=1 lets TLS use 3DES"
}

func badAmongOthers() error {
	return os.Setenv("GODEBUG", "http2debug=1,x509negativeserial=1,netdns=go") // want "CL706: the GODEBUG setting x509negativeserial=1 accepts"
}

func badAddedToWhatIsThere() {
	settings := os.Getenv("GODEBUG")
	if settings != "" {
		settings += ","
	}
	settings += "tlsrsakex=1"
	os.Setenv("GODEBUG", settings) // want "CL706: the GODEBUG setting tlsrsakex=1 lets TLS exchange keys with RSA encryption"
}

func badJoined() error {
	all := []string{os.Getenv("GODEBUG"), "tlsunsafeekm=1"}
	return syscall.Setenv("GODEBUG", strings.Join(all, ",")) // want "CL706: the GODEBUG setting tlsunsafeekm=1"
}

func with(settings, added string) string {
	if settings == "" {
		return added
	}
	return settings + "," + added
}

func badMergedByHelper(negative bool) {
	if negative {
		os.Setenv("GODEBUG", with(os.Getenv("GODEBUG"), "x509negativeserial=1")) // want "CL706: the GODEBUG setting x509negativeserial=1"
	}
}

const (
	variable = "GODEBUG"
	curves   = "tlsmlkem=0"
)

func badConstants() {
	os.Setenv(variable, curves) // want "CL706: the GODEBUG setting tlsmlkem=0 turns off the post-quantum key exchange"
}

type options struct{ debug string }

func badField() {
	o := options{debug: "rsa1024min=0"}
	os.Setenv("GODEBUG", o.debug) // want "CL706: the GODEBUG setting rsa1024min=0"
}

func set(setting string) {
	if err := os.Setenv("GODEBUG", setting); err != nil {
		log.Fatal(err)
	}
}

func badHelper() {
	set("tlssha1=1") // want "CL706: the GODEBUG setting tlssha1=1"
}

func badOtherPackage() {
	environment.Set("GODEBUG", "tls10server=1") // want "CL706: the GODEBUG setting tls10server=1"
}

func badFromOtherPackage() {
	os.Setenv("GODEBUG", environment.Legacy()) // want "CL706: the GODEBUG setting cryptocustomrand=1"
}

func badReplaced() {
	os.Setenv("GODEBUG", "x509sha1=1") // want "CL706: the GODEBUG setting x509sha1=1 has no effect: Go 1.24 removed it; fix: leave it out"
}
