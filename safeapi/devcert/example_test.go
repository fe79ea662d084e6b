package devcert_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/cryptolint/cryptolint/safeapi/devcert"
	"github.com/cryptolint/cryptolint/safeapi/tlsconf"
)

// A server for development on this machine, and a client that trusts it.
func ExampleSelfSigned() {
	cert, err := devcert.SelfSigned() // localhost, 127.0.0.1, ::1
	if err != nil {
		fmt.Println(err)
		return
	}
	hello := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hello") })
	server := httptest.NewUnstartedServer(hello)
	server.TLS = tlsconf.Server(cert.TLS())
	server.StartTLS()
	defer server.Close()

	client := &http.Client{Transport: &http.Transport{TLSClientConfig: tlsconf.ClientWithRoots(cert.Pool())}}
	defer client.CloseIdleConnections()
	response, err := client.Get(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	fmt.Println(string(body), err)
	// Output: hello <nil>
}

// Files for programs in other languages: the certificate, its key, and the
// certificate of the authority for the clients.
func ExampleCA() {
	ca, err := devcert.NewCA("shop.test")
	if err != nil {
		fmt.Println(err)
		return
	}
	server, err := ca.Server("shop.test", "*.shop.test", "10.0.0.7")
	if err != nil {
		fmt.Println(err)
		return
	}
	key, err := server.KeyPEM([]byte("correct horse battery staple"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, file := range [][]byte{ca.CertPEM(), server.CertPEM(), key} {
		fmt.Printf("%.27s\n", file)
	}
	// Output:
	// -----BEGIN CERTIFICATE-----
	// -----BEGIN CERTIFICATE-----
	// -----BEGIN ENCRYPTED PRIVAT
}
