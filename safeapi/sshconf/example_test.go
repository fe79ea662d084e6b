package sshconf_test

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"github.com/cryptolint/cryptolint/safeapi/sign"
	"github.com/cryptolint/cryptolint/safeapi/sshconf"
)

// The client runs a command on a host that it knows.
func ExampleClient() {
	server, err := startServer() // stands for a server somewhere
	if err != nil {
		fmt.Println(err)
		return
	}
	defer server.Close()
	err = deploy(server.address, server.knownHosts, server.clientKey)
	fmt.Println(err)
	// Output:
	// ran
	// <nil>
}

// deploy has key from ssh.ParsePrivateKey, or from an agent.
func deploy(address, knownHosts string, key ssh.Signer) error {
	known, err := sshconf.ReadKnownHosts(knownHosts) // ~/.ssh/known_hosts, or a file that comes with the program
	if err != nil {
		return err
	}
	config, err := sshconf.Client("deploy", key, known, address)
	if err != nil {
		return err
	}
	client, err := ssh.Dial("tcp", address, config)
	if err != nil {
		return err
	}
	defer client.Close()

	session, err := client.NewSession()
	if err != nil {
		return err
	}
	defer session.Close()
	output, err := session.Output("uptime")
	fmt.Print(string(output))
	return err
}

// The server knows who has logged in by the key that was proved.
func ExampleServer() {
	alice, err := ssh.NewSignerFromSigner(sign.GenerateEd25519().Signer())
	if err != nil {
		fmt.Println(err)
		return
	}
	hostKey, err := ssh.NewSignerFromSigner(sign.GenerateEd25519().Signer())
	if err != nil {
		fmt.Println(err)
		return
	}
	// In a program: os.ReadFile("authorized_keys").
	file := append([]byte("# who may deploy\n"), ssh.MarshalAuthorizedKey(alice.PublicKey())...)
	deployers, err := sshconf.ParseAuthorizedKeys(file)
	if err != nil {
		fmt.Println(err)
		return
	}
	keys := map[string]sshconf.AuthorizedKeys{"deploy": deployers}

	config, err := sshconf.Server(hostKey, func(user string) (sshconf.AuthorizedKeys, error) { return keys[user], nil })
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(config.PasswordCallback == nil, config.NoClientAuth)
	// Output: true false
}

// handle serves one connection.
func handle(tcp net.Conn, config *ssh.ServerConfig) {
	defer tcp.Close()
	if err := tcp.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		return
	}
	conn, channels, requests, err := ssh.NewServerConn(tcp, config)
	if err != nil {
		return // log it: err says who was refused, and why
	}
	if err := tcp.SetDeadline(time.Time{}); err != nil {
		return
	}
	if _, ok := sshconf.ClientKey(conn); !ok {
		return
	}
	go ssh.DiscardRequests(requests)
	serveChannels(channels)
}

// testServer is a server of this package for the Example of the client.
type testServer struct {
	net.Listener
	address, knownHosts string
	clientKey           ssh.Signer
}

func startServer() (*testServer, error) {
	clientKey, err := ssh.NewSignerFromSigner(sign.GenerateEd25519().Signer())
	if err != nil {
		return nil, err
	}
	hostKey, err := ssh.NewSignerFromSigner(sign.GenerateEd25519().Signer())
	if err != nil {
		return nil, err
	}
	config, err := sshconf.Server(hostKey, only("deploy", clientKey.PublicKey()))
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	go func() {
		for {
			tcp, err := listener.Accept()
			if err != nil {
				return
			}
			go handle(tcp, config)
		}
	}()
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		return nil, err
	}
	address := listener.Addr().String()
	known := filepath.Join(dir, "known_hosts")
	line := knownhosts.Line([]string{address}, hostKey.PublicKey()) + "\n"
	return &testServer{listener, address, known, clientKey}, os.WriteFile(known, []byte(line), 0o600)
}

// Close stops the server and removes its files.
func (s *testServer) Close() error {
	if err := os.RemoveAll(filepath.Dir(s.knownHosts)); err != nil {
		return err
	}
	return s.Listener.Close()
}
