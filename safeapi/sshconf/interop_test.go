package sshconf_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"github.com/cryptolint/cryptolint/safeapi/secret/interoptest"
	"github.com/cryptolint/cryptolint/safeapi/sshconf"
)

// dsa is a public key of ssh-keygen -t dsa.
const dsa = `ssh-dss AAAAB3NzaC1kc3MAAACBANBvVKxA0mFLojwaI5wI7djoYpln6UY6dtA//1D1/y7Ecw6IlmfSnvhXRmRri8TRE6bU+C3AHHemg/XWuMIxnmvT/GZjSjQaltI2vM+xuoc066GfadGA4OLupJc2EamtkZyfvotsRZmvPXx0M45OODbtpybbv+7y0BdBjc/cyhzXAAAAFQC9uzUT6XzqBm1n3V17WG0yJeeJmwAAAIB4aDdm8QaWgPFDRsHlb0gUI3QowwJLNmG154MC9UiqrPpLUMy9d71YafZFNy7jRLHbqWvYYBD54jy8fMLU4g8V3C47yKbWYRuqjL6qb8xws95j3qxgJYpJJp5wY3VX5oR7oE4Rcv4C8LcowO77Bzi/dSQ6K5KxoScIxbOYuWBCMwAAAIEAnSYW/S/PZzoV5M6K0pYqhU3ZHV7/1QFCe8LobSyC7XG0F/14IRnOdyDgHEEjXm9wTp7Awh7SC2rhjTzpz84gA1eJgdeGry5U/YE+YkkjaDUSoMNFN/GOEqAU1v7FE4PINMV65Q+7t5D4KB6dOJKSc1Ni5YAL1e035TeZLrk6bRE= old`

// rsa1024 is a key of ssh-keygen -b 1024.
const rsa1024 = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAlwAAAAdzc2gtcn
NhAAAAAwEAAQAAAIEAyRkGwS04oJ7gw1+K2pcraXKbRSp7Ko/gaPJQVGd08YbS//7Q7nm1
yzDKOR7h66jBR9jfGDBFsG51aSIvvha4+lb/O7+hews4ZaKYUY4kMFX31AMb6tl5d3x4IU
eFs2oAlEjxR95CaWWJj9r7XOOgWKrjT53cBryYa3yG8/z4BGUAAAH4u9iaZLvYmmQAAAAH
c3NoLXJzYQAAAIEAyRkGwS04oJ7gw1+K2pcraXKbRSp7Ko/gaPJQVGd08YbS//7Q7nm1yz
DKOR7h66jBR9jfGDBFsG51aSIvvha4+lb/O7+hews4ZaKYUY4kMFX31AMb6tl5d3x4IUeF
s2oAlEjxR95CaWWJj9r7XOOgWKrjT53cBryYa3yG8/z4BGUAAAADAQABAAAAgBqY8MfED2
VPHjM5A8h9jgRYYCj5wWiTtv6qbe178X+wcV/ieAfSmTTSsyxy5TaiD05NZNRyLgVz1pud
JetiXfyiShSxXs/jrGNkFYj5VTtel2BnU06NPmKf4HAhay/QNqi8LWej88A1Im3xR5IFnQ
Vk6hR0hIBE2e/hZip4RyvRAAAAQQDWJrkss02xdsLuBhoBiV1Etgl2j1SbNIpH704y7eAd
PmlwnUMCeqq2czwOCZMY8upsKgilFIRsTbeMFJsmvHXRAAAAQQDsxW+lVo+HTJjqpqNZBr
IaxmXXhRULIYDXPXOR4blpqz/2ZaCArsqWKy1/teDnDOGkfzderdf/VrtkA5StqeMnAAAA
QQDZbezXrcMoW5Vqxizh4e6VXh2FnfxrjfSSADOAnibK3OvOhlfR9VBXgFD/yivbDcPBiI
7lfLg1klpZTykDaeOTAAAAAAEC
-----END OPENSSH PRIVATE KEY-----
`

// keygen makes a key pair with ssh-keygen.
func keygen(t *testing.T, dir, kind string) (path string, key ssh.Signer) {
	t.Helper()
	path = filepath.Join(dir, "id_"+kind)
	interoptest.Run(t, "ssh-keygen", nil, "-q", "-t", kind, "-N", "", "-C", "made by ssh-keygen", "-f", path)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if key, err = ssh.ParsePrivateKey(text); err != nil {
		t.Fatal(err)
	}
	return path, key
}

// OpenSSH's client logs in, with keys of its own, and runs a command.
func TestInteropOpenSSHClient(t *testing.T) {
	dir := t.TempDir()
	_, hostKey := keygen(t, dir, "ed25519")
	for _, kind := range []string{"rsa", "ecdsa"} {
		path, _ := keygen(t, dir, kind)
		text, err := os.ReadFile(path + ".pub")
		if err != nil {
			t.Fatal(err)
		}
		keys, err := sshconf.ParseAuthorizedKeys(text)
		if err != nil {
			t.Fatal(err)
		}
		address, result := serve(t, serverConfig(t, hostKey, func(string) (sshconf.AuthorizedKeys, error) { return keys, nil }))
		_, port, err := net.SplitHostPort(address)
		if err != nil {
			t.Fatal(err)
		}
		known := filepath.Join(dir, "known_"+kind)
		if err := os.WriteFile(known, []byte(knownhosts.Line([]string{address}, hostKey.PublicKey())+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		out := interoptest.Run(t, "ssh", nil, "-F", "none", "-i", path, "-p", port, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
			"-o", "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile="+known, "alice@127.0.0.1", "a command")
		conn, err := result()
		if err != nil || strings.TrimSpace(string(out)) != "ran" {
			t.Errorf("%s: ssh prints %q; the server: %v", kind, out, err)
			continue
		}
		if key, ok := sshconf.ClientKey(conn); !ok || key.Comment != "made by ssh-keygen" {
			t.Errorf("%s: ClientKey: %q, %t", kind, key.Comment, ok)
		}
	}
}

// ssh-keygen -H hashes the names of a file in place.
func TestInteropHashedKnownHosts(t *testing.T) {
	dir := t.TempDir()
	_, hostKey := keygen(t, dir, "ed25519")
	path := filepath.Join(dir, "known_hosts")
	if err := os.WriteFile(path, []byte(line("build.example:2222", hostKey.PublicKey())+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	interoptest.Run(t, "ssh-keygen", nil, "-H", "-f", path)
	if text, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(text), "|1|") {
		t.Fatalf("not hashed: %s, %v", text, err)
	}
	known, err := sshconf.ReadKnownHosts(path)
	if err != nil {
		t.Fatal(err)
	}
	config, err := sshconf.Client("alice", hostKey, known, "build.example:2222")
	if err != nil || strings.Join(config.HostKeyAlgorithms, " ") != "ssh-ed25519" {
		t.Errorf("%v, %v", config, err)
	}
}
