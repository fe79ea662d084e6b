package tlsconf_test

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/cryptolint/cryptolint/safeapi/devcert"
	"github.com/cryptolint/cryptolint/safeapi/tlsconf"
)

// A server whose key is stored encrypted.
func ExampleServer() {
	start := func(certFile, keyFile string, passphrase []byte) error {
		certPEM, err := os.ReadFile(certFile)
		if err != nil {
			return err
		}
		keyPEM, err := os.ReadFile(keyFile)
		if err != nil {
			return err
		}
		cert, err := tlsconf.Certificate(certPEM, keyPEM, passphrase)
		if err != nil {
			return err
		}
		server := &http.Server{Addr: ":443", TLSConfig: tlsconf.Server(cert)}
		return server.ListenAndServeTLS("", "")
	}
	fmt.Println(start("shop.pem", "shop-key.pem", []byte("from the environment or a prompt")))
	// Output: open shop.pem: no such file or directory
}

// A client of public servers trusts the authorities of the system.
func ExampleClient() {
	client := &http.Client{Transport: &http.Transport{
		TLSClientConfig:   tlsconf.Client(),
		ForceAttemptHTTP2: true,
	}}
	fmt.Println(client.Transport.(*http.Transport).TLSClientConfig.MinVersion == tls.VersionTLS13)
	// Output: true
}

// Mutual TLS between two services: each verifies the other.
func ExampleMutualServer() {
	ca, err := devcert.NewCA() // in production, the authority of the company: tlsconf.Roots
	if err != nil {
		fmt.Println(err)
		return
	}
	serverCert, err := ca.Server()
	if err != nil {
		fmt.Println(err)
		return
	}
	clientCert, err := ca.Client("billing")
	if err != nil {
		fmt.Println(err)
		return
	}

	config, err := tlsconf.MutualServer(ca.Pool(), serverCert.TLS())
	if err != nil {
		fmt.Println(err)
		return
	}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := tlsconf.ClientName(r.TLS)
		if !ok {
			http.Error(w, "who are you?", http.StatusForbidden)
			return
		}
		fmt.Fprintf(w, "hello, %s", name)
	}))
	server.TLS = config
	server.StartTLS()
	defer server.Close()

	client := &http.Client{Transport: &http.Transport{TLSClientConfig: tlsconf.MutualClient(ca.Pool(), clientCert.TLS())}}
	defer client.CloseIdleConnections()
	response, err := client.Get(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	fmt.Println(string(body), err)
	// Output: hello, billing <nil>
}

// What AppendCertsFromPEM of crypto/x509 would only say with a bool.
func ExampleRoots() {
	_, err := tlsconf.Roots([]byte("the wrong file"))
	fmt.Println(err)
	// Output: tlsconf: no certificates to trust: the file has none
}

// A certificate that a tool renews: the server uses the new one without a
// restart.
func ExampleFiles() {
	start := func() error {
		cert, err := tlsconf.Files("/etc/tls/tls.crt", "/etc/tls/tls.key")
		if err != nil {
			return err
		}
		server := &http.Server{Addr: ":443", TLSConfig: cert.Server()}
		return server.ListenAndServeTLS("", "")
	}
	fmt.Println(errors.Is(start(), fs.ErrNotExist))
	// Output: true
}

// A database with a certificate of the company's own authority, which speaks TLS
// 1.2 at most.
func ExampleClientAllowingTLS12() {
	connect := func(rootsFile string) (*tls.Config, error) {
		file, err := os.ReadFile(rootsFile)
		if err != nil {
			return nil, err
		}
		roots, err := tlsconf.Roots(file)
		if err != nil {
			return nil, err
		}
		return tlsconf.ClientAllowingTLS12(roots), nil
	}
	_, err := connect("company-ca.pem")
	fmt.Println(err)
	// Output: open company-ca.pem: no such file or directory
}
