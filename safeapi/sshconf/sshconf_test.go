package sshconf_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/fips140"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"github.com/cryptolint/cryptolint/safeapi/sign"
	"github.com/cryptolint/cryptolint/safeapi/sshconf"
)

const host = "build.example:22"

func signer(t testing.TB, key crypto.Signer) ssh.Signer {
	t.Helper()
	s, err := ssh.NewSignerFromSigner(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newEd25519(t testing.TB) ssh.Signer {
	t.Helper()
	return signer(t, sign.GenerateEd25519().Signer())
}

func newECDSA(t testing.TB) ssh.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return signer(t, key)
}

var newRSA = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

// readKnown writes lines to a file and reads it.
func readKnown(t testing.TB, lines ...string) *sshconf.KnownHosts {
	t.Helper()
	path := filepath.Join(t.TempDir(), "known_hosts")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	known, err := sshconf.ReadKnownHosts(path)
	if err != nil {
		t.Fatal(err)
	}
	return known
}

func line(address string, key ssh.PublicKey) string { return knownhosts.Line([]string{address}, key) }

func clientConfig(t testing.TB, key ssh.Signer, known *sshconf.KnownHosts) *ssh.ClientConfig {
	t.Helper()
	config, err := sshconf.Client("alice", key, known, host)
	if err != nil {
		t.Fatal(err)
	}
	return config
}

// only lets one user in, with one key.
func only(user string, key ssh.PublicKey) func(string) (sshconf.AuthorizedKeys, error) {
	return func(u string) (sshconf.AuthorizedKeys, error) {
		if u != user {
			return nil, nil
		}
		return sshconf.AuthorizedKeys{{Key: key, Comment: user + "'s laptop"}}, nil
	}
}

func serverConfig(t testing.TB, hostKey ssh.Signer, authorized func(string) (sshconf.AuthorizedKeys, error)) *ssh.ServerConfig {
	t.Helper()
	config, err := sshconf.Server(hostKey, authorized)
	if err != nil {
		t.Fatal(err)
	}
	return config
}

// serve accepts one connection, and returns its address and what becomes of it.
func serve(t testing.TB, config *ssh.ServerConfig) (address string, result func() (*ssh.ServerConn, error)) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	var conn *ssh.ServerConn
	done := make(chan error, 1)
	go func() {
		tcp, err := listener.Accept()
		if err != nil {
			done <- err
			return
		}
		tcp.SetDeadline(time.Now().Add(time.Minute))
		server, channels, requests, err := ssh.NewServerConn(tcp, config)
		if err == nil {
			go ssh.DiscardRequests(requests)
			go serveChannels(channels)
		}
		conn = server
		done <- err
	}()
	return listener.Addr().String(), func() (*ssh.ServerConn, error) {
		err := <-done
		return conn, err
	}
}

// serveChannels answers every command with its output "ran" and the status 0.
func serveChannels(channels <-chan ssh.NewChannel) {
	for request := range channels {
		channel, requests, err := request.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				r.Reply(r.Type == "exec", nil)
				if r.Type == "exec" {
					io.WriteString(channel, "ran\n")
					channel.SendRequest("exit-status", false, ssh.Marshal(struct{ Status uint32 }{0}))
					channel.Close()
				}
			}
		}()
	}
}

// connect runs a handshake, and returns the errors of both sides.
func connect(t testing.TB, client *ssh.ClientConfig, server *ssh.ServerConfig) (conn *ssh.ServerConn, clientErr, serverErr error) {
	t.Helper()
	address, result := serve(t, server)
	c, clientErr := ssh.Dial("tcp", address, client)
	conn, serverErr = result()
	if c != nil {
		t.Cleanup(func() { c.Close() })
	}
	return conn, clientErr, serverErr
}

func TestConnect(t *testing.T) {
	rsaSigner := signer(t, newRSA())
	for name, keys := range map[string]struct{ host, client ssh.Signer }{
		"Ed25519": {newEd25519(t), newEd25519(t)},
		"ECDSA":   {newECDSA(t), newECDSA(t)},
		"RSA":     {rsaSigner, rsaSigner},
	} {
		known := readKnown(t, line(host, keys.host.PublicKey()))
		server := serverConfig(t, keys.host, only("alice", keys.client.PublicKey()))
		conn, clientErr, serverErr := connect(t, clientConfig(t, keys.client, known), server)
		if clientErr != nil || serverErr != nil {
			t.Errorf("%s: client: %v; server: %v", name, clientErr, serverErr)
			continue
		}
		key, ok := sshconf.ClientKey(conn)
		if !ok || key.Comment != "alice's laptop" || !bytes.Equal(key.Key.Marshal(), keys.client.PublicKey().Marshal()) {
			t.Errorf("%s: ClientKey: %q, %t", name, key.Comment, ok)
		}
	}
}

// The server has an ECDSA and an Ed25519 key, and the client knows one of them.
// Asked for any type, the server would show the other.
func TestHostKeyOfTheTypeThatIsKnown(t *testing.T) {
	user, ed25519, ecdsa := newEd25519(t), newEd25519(t), newECDSA(t)
	for name, known := range map[string]ssh.Signer{"Ed25519": ed25519, "ECDSA": ecdsa, "RSA": signer(t, newRSA())} {
		server := serverConfig(t, ed25519, only("alice", user.PublicKey()))
		server.AddHostKey(ecdsa)
		server.AddHostKey(signer(t, newRSA()))
		client := clientConfig(t, user, readKnown(t, line(host, known.PublicKey())))
		if _, err, _ := connect(t, client, server); err != nil {
			t.Errorf("the client knows the %s key: %v", name, err)
		}
	}
}

func TestHostKeyAlgorithms(t *testing.T) {
	user, rsaKey, ed25519 := newEd25519(t), signer(t, newRSA()).PublicKey(), newEd25519(t).PublicKey()
	for name, c := range map[string]struct {
		lines []string
		want  string
	}{
		"RSA never with SHA-1":   {[]string{line(host, rsaKey)}, "rsa-sha2-256 rsa-sha2-512"},
		"RSA last":               {[]string{line(host, rsaKey), line(host, ed25519)}, "ssh-ed25519 rsa-sha2-256 rsa-sha2-512"},
		"keys of other hosts":    {[]string{line("other.example:22", rsaKey), line(host, ed25519)}, "ssh-ed25519"},
		"the same name hashed":   {[]string{knownhosts.Line([]string{knownhosts.HashHostname("build.example")}, ed25519)}, "ssh-ed25519"},
		"a pattern":              {[]string{line("*.example", ed25519)}, "ssh-ed25519"},
		"another port of it":     {[]string{line("build.example:2222", rsaKey), line(host, ed25519)}, "ssh-ed25519"},
		"a comment, empty lines": {[]string{"# ours", "", line(host, ed25519)}, "ssh-ed25519"},
	} {
		config := clientConfig(t, user, readKnown(t, c.lines...))
		if got := strings.Join(config.HostKeyAlgorithms, " "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// With an authority, the host shows a certificate, of a key of any type.
func TestHostCertificate(t *testing.T) {
	user, authority, hostKey := newEd25519(t), newEd25519(t), newECDSA(t)
	known := readKnown(t, "# authorities", "@cert-authority "+line("*.example", authority.PublicKey()))
	certify := func(principal string) ssh.Signer {
		certificate := &ssh.Certificate{
			Key: hostKey.PublicKey(), CertType: ssh.HostCert, ValidPrincipals: []string{principal}, ValidBefore: ssh.CertTimeInfinity,
		}
		if err := certificate.SignCert(rand.Reader, authority); err != nil {
			t.Fatal(err)
		}
		s, err := ssh.NewCertSigner(certificate, hostKey)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	authorized := only("alice", user.PublicKey())
	if _, err, _ := connect(t, clientConfig(t, user, known), serverConfig(t, certify("build.example"), authorized)); err != nil {
		t.Errorf("a certificate: %v", err)
	}
	if _, err, _ := connect(t, clientConfig(t, user, known), serverConfig(t, certify("db.example"), authorized)); !errors.Is(err, sshconf.ErrHostKey) {
		t.Errorf("a certificate of another host: %v; want ErrHostKey", err)
	}
	if _, err, _ := connect(t, clientConfig(t, user, known), serverConfig(t, hostKey, authorized)); err == nil {
		t.Error("the bare key was accepted in place of a certificate")
	}
	if _, err, _ := connect(t, clientConfig(t, user, known), serverConfig(t, authority, authorized)); err == nil {
		t.Error("the key of the authority was accepted as that of a host")
	}
}

func TestClientRefusesTheServer(t *testing.T) {
	user, right, wrong := newEd25519(t), newEd25519(t), newEd25519(t)
	for name, lines := range map[string][]string{
		"another key":            {line(host, right.PublicKey())},
		"the key of another":     {line(host, right.PublicKey()), line("other.example:22", wrong.PublicKey())},
		"revoked":                {"@revoked " + line("*", wrong.PublicKey()), line(host, wrong.PublicKey())},
		"known by address alone": {line(host, right.PublicKey()), line("127.0.0.1", wrong.PublicKey())},
	} {
		server := serverConfig(t, wrong, only("alice", user.PublicKey()))
		_, err, _ := connect(t, clientConfig(t, user, readKnown(t, lines...)), server)
		if !errors.Is(err, sshconf.ErrHostKey) || !strings.Contains(fmt.Sprint(err), host) {
			t.Errorf("%s: %v; want ErrHostKey that names the host", name, err)
		}
	}
}

func TestServerRefusesTheClient(t *testing.T) {
	hostKey, user, other := newEd25519(t), newEd25519(t), newEd25519(t)
	known := readKnown(t, line(host, hostKey.PublicKey()))
	for name, authorized := range map[string]func(string) (sshconf.AuthorizedKeys, error){
		"another key":  only("alice", other.PublicKey()),
		"another user": only("bob", user.PublicKey()),
		"nobody":       func(string) (sshconf.AuthorizedKeys, error) { return nil, nil },
		"a file that fails": func(string) (sshconf.AuthorizedKeys, error) {
			return sshconf.AuthorizedKeys{{Key: user.PublicKey()}}, os.ErrPermission
		},
	} {
		_, clientErr, serverErr := connect(t, clientConfig(t, user, known), serverConfig(t, hostKey, authorized))
		var refused *ssh.ServerAuthError
		if clientErr == nil || !errors.As(serverErr, &refused) {
			t.Errorf("%s: client: %v; server: %v", name, clientErr, serverErr)
		}
	}
}

// A client can show a key that it does not have, before it proves another one.
// What was shown must leave no trace.
func TestClientKeyIsTheOneThatWasProved(t *testing.T) {
	admin, user := newEd25519(t), newEd25519(t)
	config := serverConfig(t, newEd25519(t), func(string) (sshconf.AuthorizedKeys, error) {
		return sshconf.AuthorizedKeys{{Key: admin.PublicKey(), Comment: "admin"}, {Key: user.PublicKey(), Comment: "user"}}, nil
	})
	shown, err := config.PublicKeyCallback(metadata{}, admin.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	if key, ok := sshconf.ClientKey(&ssh.ServerConn{Permissions: shown}); ok {
		t.Errorf("before any proof, the key is that of %s", key.Comment)
	}
	proved, err := config.VerifiedPublicKeyCallback(metadata{}, user.PublicKey(), shown, ssh.KeyAlgoED25519)
	if err != nil {
		t.Fatal(err)
	}
	if key, ok := sshconf.ClientKey(&ssh.ServerConn{Permissions: proved}); !ok || key.Comment != "user" {
		t.Errorf("the key is that of %s, %t; want user", key.Comment, ok)
	}
	if _, ok := sshconf.ClientKey(nil); ok {
		t.Error("a nil connection has a key")
	}
}

type metadata struct{ ssh.ConnMetadata }

func (metadata) User() string { return "alice" }

func TestNoWeakAlgorithms(t *testing.T) {
	insecure := ssh.InsecureAlgorithms()
	key := newEd25519(t)
	client := clientConfig(t, key, readKnown(t, line(host, key.PublicKey())))
	server := serverConfig(t, key, only("alice", key.PublicKey()))
	weak := slices.Concat(insecure.KeyExchanges, insecure.Ciphers, insecure.MACs, insecure.HostKeys, insecure.PublicKeyAuths, []string{ssh.HMACSHA1})
	for _, offered := range [][]string{
		client.KeyExchanges, client.Ciphers, client.MACs, client.HostKeyAlgorithms,
		server.KeyExchanges, server.Ciphers, server.MACs, server.PublicKeyAuthAlgorithms,
	} {
		if len(offered) == 0 {
			t.Error("an empty list means the defaults, which have SHA-1")
		}
		for _, name := range offered {
			if slices.Contains(weak, name) {
				t.Errorf("%s is offered", name)
			}
		}
	}
	if server.PasswordCallback != nil || server.NoClientAuth || server.KeyboardInteractiveCallback != nil {
		t.Error("the server lets in without a key")
	}
}

// sha1Only is an RSA signer as hardware with an old interface has it.
type sha1Only struct{ ssh.Signer }

func TestKeysThatAreRefused(t *testing.T) {
	small, err := ssh.ParsePrivateKey([]byte(rsa1024))
	if err != nil {
		t.Fatal(err)
	}
	good := newEd25519(t)
	known := readKnown(t, line(host, good.PublicKey()))
	for name, key := range map[string]ssh.Signer{
		"nil": nil, "RSA of 1024 bits": small, "RSA with SHA-1 alone": sha1Only{signer(t, newRSA())},
	} {
		if _, err := sshconf.Client("alice", key, known, host); !errors.Is(err, sshconf.ErrKey) {
			t.Errorf("a client with %s: %v; want ErrKey", name, err)
		}
		if _, err := sshconf.Server(key, only("alice", good.PublicKey())); !errors.Is(err, sshconf.ErrKey) {
			t.Errorf("a server with %s: %v; want ErrKey", name, err)
		}
	}
	config := clientConfig(t, good, readKnown(t, line(host, small.PublicKey())))
	if err := config.HostKeyCallback(host, &net.TCPAddr{}, small.PublicKey()); !errors.Is(err, sshconf.ErrKey) {
		t.Errorf("a known host key of 1024 bits: %v; want ErrKey", err)
	}
	if _, err := sshconf.ParseAuthorizedKeys(ssh.MarshalAuthorizedKey(small.PublicKey())); !errors.Is(err, sshconf.ErrKey) {
		t.Errorf("an authorized key of 1024 bits: %v; want ErrKey", err)
	}
	if _, err := sshconf.ParseAuthorizedKeys([]byte(dsa)); !errors.Is(err, sshconf.ErrKey) {
		t.Errorf("an authorized key of DSA: %v; want ErrKey", err)
	}
	if _, err := sshconf.Client("alice", good, readKnown(t, host+" "+strings.TrimSuffix(dsa, " old")), host); !errors.Is(err, sshconf.ErrKey) {
		t.Errorf("a host whose known key is DSA: %v; want ErrKey", err)
	}
	handMade := serverConfig(t, good, only("alice", small.PublicKey()))
	if _, err := handMade.PublicKeyCallback(metadata{}, small.PublicKey()); !errors.Is(err, sshconf.ErrKey) {
		t.Errorf("a key of 1024 bits that was not parsed: %v; want ErrKey", err)
	}
}

func TestClientErrors(t *testing.T) {
	key := newEd25519(t)
	known := readKnown(t, line(host, key.PublicKey()), line("build.example:2222", key.PublicKey()))
	for _, address := range []string{"other.example:22", "build.example:23", "sub.build.example:22"} {
		if _, err := sshconf.Client("alice", key, known, address); !errors.Is(err, sshconf.ErrUnknownHost) || !strings.Contains(err.Error(), address) {
			t.Errorf("%s: %v; want ErrUnknownHost that names it", address, err)
		}
	}
	for _, address := range []string{"", "build.example", "::1"} {
		if _, err := sshconf.Client("alice", key, known, address); err == nil || !strings.Contains(err.Error(), "host:port") {
			t.Errorf("the address %q: %v", address, err)
		}
	}
}

func TestReadKnownHostsErrors(t *testing.T) {
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good"), filepath.Join(dir, "bad")
	if err := os.WriteFile(good, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bad, []byte("# comment\nbuild.example ssh-ed25519 AAAA\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sshconf.ReadKnownHosts(good, bad); !errors.Is(err, sshconf.ErrKnownHosts) || !strings.Contains(err.Error(), bad+":2") {
		t.Errorf("a bad line: %v; want ErrKnownHosts with file and line", err)
	}
	if _, err := sshconf.ReadKnownHosts(filepath.Join(dir, "missing")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestParseAuthorizedKeys(t *testing.T) {
	alice, bob := newEd25519(t).PublicKey(), newECDSA(t).PublicKey()
	a, b := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(alice))), strings.TrimSpace(string(ssh.MarshalAuthorizedKey(bob)))
	keys, err := sshconf.ParseAuthorizedKeys([]byte("# team\r\n\r\n" + a + " alice@laptop\r\n  " + b))
	if err != nil || len(keys) != 2 || keys[0].Comment != "alice@laptop" || !bytes.Equal(keys[1].Key.Marshal(), bob.Marshal()) {
		t.Errorf("%v, %v", keys, err)
	}
	for name, text := range map[string]string{
		"command":           "# team\n" + `command="/bin/date" ` + a,
		"from":              "\n" + `from="10.0.0.0/8",restrict ` + a,
		"restrict":          "\nrestrict " + a,
		"an authority":      "\ncert-authority " + a,
		"a quote left open": "\n" + `command="/bin/date ` + a,
		"no key":            a + "\nssh-ed25519 AAAA",
		"a private key":     "\n-----BEGIN OPENSSH PRIVATE KEY-----",
		"another type":      "\n" + strings.Replace(a, "ssh-ed25519", "ssh-rsa", 1),
	} {
		if keys, err := sshconf.ParseAuthorizedKeys([]byte(text)); !errors.Is(err, sshconf.ErrAuthorizedKeys) || keys != nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: %v, %v; want ErrAuthorizedKeys of line 2", name, keys, err)
		}
	}
}

// An RSA key does not sign with SHA-1, even for a side that accepts nothing else.
func TestRSAKeysDoNotSignWithSHA1(t *testing.T) {
	rsaKey, other := signer(t, newRSA()), newEd25519(t)
	server := serverConfig(t, rsaKey, only("alice", other.PublicKey()))
	client := clientConfig(t, other, readKnown(t, line(host, rsaKey.PublicKey())))
	client.HostKeyAlgorithms = []string{ssh.KeyAlgoRSA}
	if _, err, _ := connect(t, client, server); err == nil {
		t.Error("the server has signed with SHA-1")
	}

	server = serverConfig(t, other, only("alice", rsaKey.PublicKey()))
	server.PublicKeyAuthAlgorithms = []string{ssh.KeyAlgoRSA}
	client = clientConfig(t, rsaKey, readKnown(t, line(host, other.PublicKey())))
	if _, err, _ := connect(t, client, server); err == nil {
		t.Error("the client has signed with SHA-1")
	}
}

// The signature of an authority with SHA-1 is what chosen-prefix collisions
// forge.
func TestCertificateSignedWithSHA1(t *testing.T) {
	user, hostKey, authority := newEd25519(t), newEd25519(t), signer(t, newRSA())
	known := readKnown(t, "@cert-authority "+line("*.example", authority.PublicKey()))
	for algorithm, accepted := range map[string]bool{ssh.KeyAlgoRSASHA512: true, ssh.KeyAlgoRSA: false} {
		certificate := &ssh.Certificate{
			Key: hostKey.PublicKey(), CertType: ssh.HostCert, ValidPrincipals: []string{"build.example"}, ValidBefore: ssh.CertTimeInfinity,
		}
		only, err := ssh.NewSignerWithAlgorithms(authority.(ssh.AlgorithmSigner), []string{algorithm})
		if err != nil {
			t.Fatal(err)
		}
		if err := certificate.SignCert(rand.Reader, only); err != nil {
			t.Fatal(err)
		}
		if certificate.Signature.Format != algorithm {
			t.Fatalf("the certificate is signed with %s", certificate.Signature.Format)
		}
		err = clientConfig(t, user, known).HostKeyCallback(host, new(net.TCPAddr), certificate)
		if accepted && err != nil || !accepted && !errors.Is(err, sshconf.ErrHostKey) {
			t.Errorf("%s: %v", algorithm, err)
		}
	}
}

// A certificate among the authorized keys would let its owner in for ever: who
// signed it and when it ends is not looked at.
func TestCertificatesOfUsersAreRefused(t *testing.T) {
	user, hostKey := newEd25519(t), newEd25519(t)
	expired := &ssh.Certificate{Key: user.PublicKey(), CertType: ssh.UserCert, ValidPrincipals: []string{"alice"}, ValidBefore: 1_000_000_000}
	if err := expired.SignCert(rand.Reader, newEd25519(t)); err != nil {
		t.Fatal(err)
	}
	text := "# team\n" + string(ssh.MarshalAuthorizedKey(expired))
	if keys, err := sshconf.ParseAuthorizedKeys([]byte(text)); keys != nil || !errors.Is(err, sshconf.ErrAuthorizedKeys) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("in the file: %v, %v; want ErrAuthorizedKeys of line 2", keys, err)
	}
	certified, err := ssh.NewCertSigner(expired, user)
	if err != nil {
		t.Fatal(err)
	}
	client := clientConfig(t, certified, readKnown(t, line(host, hostKey.PublicKey())))
	if conn, _, err := connect(t, client, serverConfig(t, hostKey, only("alice", expired))); err == nil {
		t.Errorf("with an expired certificate, %s is in", conn.User())
	}
}

// What a program has filled in by half must not end the server.
func TestZeroAuthorizedKey(t *testing.T) {
	user, hostKey := newEd25519(t), newEd25519(t)
	client := clientConfig(t, user, readKnown(t, line(host, hostKey.PublicKey())))
	half := func(string) (sshconf.AuthorizedKeys, error) {
		return sshconf.AuthorizedKeys{{}, {Key: user.PublicKey(), Comment: "alice's laptop"}}, nil
	}
	conn, err, _ := connect(t, client, serverConfig(t, hostKey, half))
	if err != nil {
		t.Fatal(err)
	}
	if key, ok := sshconf.ClientKey(conn); !ok || key.Comment != "alice's laptop" {
		t.Errorf("the key is %q, %t", key.Comment, ok)
	}
}

func TestProgrammerErrorsPanic(t *testing.T) {
	key := newEd25519(t)
	for name, use := range map[string]func(){
		"no known hosts":     func() { sshconf.Client("alice", key, nil, host) },
		"zero known hosts":   func() { sshconf.Client("alice", key, new(sshconf.KnownHosts), host) },
		"no authorized keys": func() { sshconf.Server(key, nil) },
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.HasPrefix(s, "sshconf: ") {
					t.Errorf("%s: panic %q", name, s)
				}
			}()
			use()
		}()
	}
}

func TestConcurrentUse(t *testing.T) {
	user, hostKey := newEd25519(t), newEd25519(t)
	client := clientConfig(t, user, readKnown(t, line(host, hostKey.PublicKey())))
	server := serverConfig(t, hostKey, only("alice", user.PublicKey()))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if _, err, _ := connect(t, client, server); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

// An error is better than the panic that golang.org/x/crypto/ssh ends in.
func TestRefusesUnderFIPSOnly(t *testing.T) {
	if !fips140.Enforced() {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), self, "-test.run=^"+t.Name()+"$", "-test.v")
		cmd.Env = append(os.Environ(), "GODEBUG=fips140=only")
		if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
			t.Errorf("under GODEBUG=fips140=only: %v\n%s", err, out)
		}
		return
	}
	key := newEd25519(t)
	known := readKnown(t, "|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-ed25519 "+base64.StdEncoding.EncodeToString(key.PublicKey().Marshal()))
	if _, err := sshconf.Client("alice", key, known, host); !errors.Is(err, sshconf.ErrNotApproved) {
		t.Errorf("Client: %v; want ErrNotApproved", err)
	}
	if _, err := sshconf.Server(key, only("alice", key.PublicKey())); !errors.Is(err, sshconf.ErrNotApproved) {
		t.Errorf("Server: %v; want ErrNotApproved", err)
	}
}

// Whatever the file says, a client accepts no key that it does not name.
func FuzzReadKnownHosts(f *testing.F) {
	user, known, stranger := newEd25519(f), newEd25519(f).PublicKey(), newEd25519(f).PublicKey()
	encoded := base64.StdEncoding.EncodeToString(stranger.Marshal())
	for _, text := range []string{
		line(host, known), "@cert-authority *.example " + line("x", known)[2:], "@revoked " + line("*", known),
		line("*.example,!build.example", known), line("[build.example]:22", known), "|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-ed25519 AAAA", "# no host",
	} {
		f.Add(text + "\n")
	}
	path := filepath.Join(f.TempDir(), "known_hosts")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Count(text, "*") > 3 || strings.Contains(text, encoded) {
			t.Skip("patterns that take long to match, or the key itself")
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		hosts, err := sshconf.ReadKnownHosts(path)
		if err != nil {
			if !errors.Is(err, sshconf.ErrKnownHosts) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		config, err := sshconf.Client("alice", user, hosts, host)
		if err != nil {
			if config != nil || !errors.Is(err, sshconf.ErrUnknownHost) && !errors.Is(err, sshconf.ErrKey) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		if err := config.HostKeyCallback(host, new(net.TCPAddr), stranger); !errors.Is(err, sshconf.ErrHostKey) || len(config.HostKeyAlgorithms) == 0 {
			t.Errorf("%q: %v, with the algorithms %q", text, err, config.HostKeyAlgorithms)
		}
	})
}

func FuzzParseAuthorizedKeys(f *testing.F) {
	key := ssh.MarshalAuthorizedKey(newEd25519(f).PublicKey())
	f.Add(key)
	f.Add(append([]byte(`command="/bin/date",no-pty `), key...))
	f.Add([]byte("# comment\n\nssh-ed25519 AAAA x\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		keys, err := sshconf.ParseAuthorizedKeys(text)
		if err != nil && !errors.Is(err, sshconf.ErrAuthorizedKeys) && !errors.Is(err, sshconf.ErrKey) {
			t.Errorf("%q: %v", text, err)
		}
		for _, k := range keys {
			again, err := sshconf.ParseAuthorizedKeys(ssh.MarshalAuthorizedKey(k.Key))
			if err != nil || len(again) != 1 || !bytes.Equal(again[0].Key.Marshal(), k.Key.Marshal()) {
				t.Errorf("%q: what was read is not read again: %v", text, err)
			}
		}
	})
}
