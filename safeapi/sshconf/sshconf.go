// Package sshconf makes configurations for golang.org/x/crypto/ssh that verify
// both sides: a client that accepts only host keys it knows, and a server that
// accepts only keys it was given. There is no switch to turn that off, and no
// password to guess.
//
//	known, err := sshconf.ReadKnownHosts("known_hosts")
//	config, err := sshconf.Client("deploy", key, known, "build.example:22")
//	client, err := ssh.Dial("tcp", "build.example:22", config)
//
// and on the other side
//
//	config, err := sshconf.Server(hostKey, func(user string) (sshconf.AuthorizedKeys, error) {
//		return keys[user], nil
//	})
//	conn, channels, requests, err := ssh.NewServerConn(tcp, config)
//	key, ok := sshconf.ClientKey(conn)
//
// # Keys
//
// Keys are those of golang.org/x/crypto/ssh: [ssh.ParsePrivateKey] reads a file
// of ssh-keygen, [ssh.NewSignerFromSigner] takes what safeapi/sign and
// safeapi/pemkey return, and golang.org/x/crypto/ssh/agent asks an agent. DSA,
// RSA below 2048 bits, and signatures with SHA-1, those of certificates among
// them, are refused on both sides.
//
// # Algorithms
//
// A server has several host keys, and the client says which types it accepts. A
// client that accepts any type may be shown an ECDSA key where it only knows
// the Ed25519 key, and would take the right server for a wrong one. Here, the
// client asks for the types of the keys that it knows for this host.
//
// Key exchanges, ciphers and MACs are those that [ssh.SupportedAlgorithms]
// names, without HMAC-SHA-1: none of [ssh.InsecureAlgorithms] is offered.
//
// # Formats
//
// known_hosts and authorized_keys are the files of OpenSSH (sshd(8)), with
// hashed names, patterns, ports, @cert-authority and @revoked in known_hosts.
// In authorized_keys, options such as command= and from= are refused with an
// error, because a server of this package would not enforce them, and so are
// certificates, because it would not verify them.
//
// # FIPS 140-3
//
// golang.org/x/crypto/ssh does not run under GODEBUG=fips140=only: [Client] and
// [Server] return [ErrNotApproved]. Under fips140=on it leaves out what is not
// approved.
package sshconf

import (
	"crypto/fips140"
	"crypto/rsa"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/crypto/ssh"
)

var (
	// ErrKey is the error for a key that this package does not use.
	ErrKey = errors.New("sshconf: unusable key")

	// ErrUnknownHost is the error for a host that the known hosts do not name.
	ErrUnknownHost = errors.New("sshconf: unknown host")

	// ErrHostKey is the error for a server that has another key than the one
	// that is known: somebody may have put another server in its place.
	ErrHostKey = errors.New("sshconf: not the known host key")

	// ErrKnownHosts is the error for a file that is not a known_hosts file.
	ErrKnownHosts = errors.New("sshconf: not valid known hosts")

	// ErrAuthorizedKeys is the error for text that is not an authorized_keys
	// file, or that has options.
	ErrAuthorizedKeys = errors.New("sshconf: not valid authorized keys")

	// ErrNotApproved is the error of Client and Server under
	// GODEBUG=fips140=only.
	ErrNotApproved = errors.New("sshconf: golang.org/x/crypto/ssh does not run under GODEBUG=fips140=only; use fips140=on")

	// ErrRefused is the error for a client with a key that its user does not
	// have.
	ErrRefused = errors.New("sshconf: the key is not authorized")
)

// minRSABits is the least modulus that NIST SP 800-131A, section 3 allows.
const minRSABits = 2048

// transport returns the algorithms of the connection, for both sides.
func transport() ssh.Config {
	supported := ssh.SupportedAlgorithms()
	return ssh.Config{
		KeyExchanges: supported.KeyExchanges,
		Ciphers:      supported.Ciphers,
		MACs:         slices.DeleteFunc(supported.MACs, func(name string) bool { return name == ssh.HMACSHA1 }),
	}
}

// checkKey refuses keys that are too weak.
func checkKey(key ssh.PublicKey) error {
	if cert, ok := key.(*ssh.Certificate); ok {
		return errors.Join(checkKey(cert.Key), checkKey(cert.SignatureKey), checkSignature(cert))
	}
	if key.Type() == "ssh-dss" {
		return fmt.Errorf("%w: DSA; make one with ssh-keygen -t ed25519", ErrKey)
	}
	if standard, ok := key.(ssh.CryptoPublicKey); ok {
		if k, ok := standard.CryptoPublicKey().(*rsa.PublicKey); ok && k.N.BitLen() < minRSABits {
			return fmt.Errorf("%w: RSA of %d bits; make one with ssh-keygen -t ed25519", ErrKey, k.N.BitLen())
		}
	}
	return nil
}

// checkSignature refuses certificates that are signed with SHA-1, which
// golang.org/x/crypto/ssh accepts. For SHA-1, an attacker can make two
// certificates with the same signature (Leurent and Peyrin, "SHA-1 is a
// Shambles", USENIX Security 2020).
func checkSignature(cert *ssh.Certificate) error {
	if cert.Signature != nil && cert.Signature.Format == ssh.KeyAlgoRSA {
		return fmt.Errorf("%w: a certificate that is signed with SHA-1; sign it with ssh-keygen -t rsa-sha2-512", ErrKey)
	}
	return nil
}

// checkSigner returns a signer that never signs with SHA-1, which RSA keys do
// for servers and clients that ask for it.
func checkSigner(signer ssh.Signer) (ssh.Signer, error) {
	if fips140.Enforced() {
		return nil, ErrNotApproved
	}
	if signer == nil {
		return nil, fmt.Errorf("%w: the signer is nil", ErrKey)
	}
	public := signer.PublicKey()
	if err := checkKey(public); err != nil {
		return nil, err
	}
	if t := public.Type(); t != ssh.KeyAlgoRSA && t != ssh.CertAlgoRSAv01 {
		return signer, nil
	}
	algorithms, ok := signer.(ssh.AlgorithmSigner)
	if !ok {
		return nil, fmt.Errorf("%w: %T signs with SHA-1 only", ErrKey, signer)
	}
	sha2, err := ssh.NewSignerWithAlgorithms(algorithms, []string{ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return sha2, nil
}
