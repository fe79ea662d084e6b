// Package passphrasefile encrypts a file of any size with a passphrase, to
// carry it elsewhere, to store it with others, or to give it to someone.
//
//	err := passphrasefile.EncryptFile("report.enc", "report.pdf", passphrase)
//	err = passphrasefile.DecryptFile("report.pdf", "report.enc", passphrase)
//
// An attacker who has the file can guess the passphrase offline. The work that
// each guess takes slows that down, but does not save a passphrase that a
// person made up: generate one, with safeapi/password. A program that encrypts
// for itself does not need a passphrase: it uses a key of package aead.
//
// # Formats
//
// A file begins with two lines, each ended by one line feed:
//
//	safeapi/passphrasefile v1
//	$argon2id$v=19$m=65536,t=3,p=4$<salt>
//
// The second is a [kdf.Params], which leads from the passphrase to a master key.
// What follows is a stream of package aead, under the key that
// [aead.DeriveKey] derives from the master key for the purpose
// "passphrasefile v1", and with both lines as context. So a change of the
// parameters is found, and the commitment of the stream lets it decrypt with one
// passphrase only.
//
// Files are written with Argon2id (64 MiB, 3 passes), and in FIPS 140-3 mode
// with PBKDF2 (600,000 iterations). Reading accepts what [kdf.ParseParams]
// does.
//
// # After a crash
//
// A program that is killed while it works on a file leaves a temporary one,
// ".passphrasefile-tmp-" and a number, in the directory of the result; while decrypting, it
// holds plaintext. The next call that writes there removes those that nobody
// has written to for an hour.
//
// # FIPS 140-3
//
// The package runs under GODEBUG=fips140=only, where files with Argon2id and
// scrypt are refused with [kdf.ErrNotApproved].
package passphrasefile

import (
	"bufio"
	"crypto/fips140"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/cryptolint/cryptolint/safeapi/aead"
	"github.com/cryptolint/cryptolint/safeapi/internal/tempfile"
	"github.com/cryptolint/cryptolint/safeapi/kdf"
)

var (
	// ErrDecrypt is the error for a wrong passphrase, and for a file that was
	// altered or cut short. These cannot be told apart.
	ErrDecrypt = errors.New("passphrasefile: wrong passphrase or damaged file")

	// ErrFormat is the error for what is not a file of this package.
	ErrFormat = errors.New("passphrasefile: not an encrypted file of this package")

	// ErrEncrypted is the error of [EncryptFile] for a file that is encrypted
	// already: the two paths were exchanged, or it was called twice.
	ErrEncrypted = errors.New("passphrasefile: the file is encrypted already; were the paths exchanged? It is EncryptFile(to, from, passphrase)")
)

const (
	magic   = "safeapi/passphrasefile v1\n"
	purpose = "passphrasefile v1"

	// maxLine is more than the longest kdf.Params has.
	maxLine = 128

	temporaryPrefix = ".passphrasefile-tmp-"
)

// Encrypt reads src to its end, and writes it to dst encrypted with passphrase.
// It uses the same memory for every size, besides the 64 MiB of Argon2id. The
// error is [kdf.ErrPassphrase] for an empty passphrase, or one of src or dst;
// what was written then does not decrypt.
func Encrypt(dst io.Writer, src io.Reader, passphrase []byte) error {
	params := kdf.NewArgon2id()
	if fips140.Enabled() {
		params = kdf.NewPBKDF2()
	}
	head := magic + params.String() + "\n"
	keys, err := keyring(params, passphrase)
	if err != nil {
		return fmt.Errorf("passphrasefile: encrypt: %w", err)
	}
	if _, err := io.WriteString(dst, head); err != nil {
		return fmt.Errorf("passphrasefile: write: %w", err)
	}
	return keys.EncryptStream(dst, src, head)
}

// Decrypt reads src to its end, and writes to dst what Encrypt encrypted with
// the same passphrase.
//
// What is written to dst is authentic as far as it goes. Only when Decrypt
// returns nil is it known to be all: on an error the caller drops it.
// [DecryptFile] does so.
//
// The error is [ErrDecrypt], [ErrFormat], [kdf.ErrPassphrase],
// [kdf.ErrNotApproved], or one of src or dst.
func Decrypt(dst io.Writer, src io.Reader, passphrase []byte) error {
	in := bufio.NewReader(src)
	params, head, err := readHead(in)
	if err != nil {
		return err
	}
	keys, err := keyring(params, passphrase)
	if err != nil {
		return fmt.Errorf("passphrasefile: decrypt: %w", err)
	}
	err = keys.DecryptStream(dst, in, head)
	if errors.Is(err, aead.ErrDecrypt) {
		return ErrDecrypt
	}
	return err
}

// keyring returns the keys of a file.
func keyring(params kdf.Params, passphrase []byte) (*aead.Keyring, error) {
	master, err := params.Master(passphrase)
	if err != nil {
		return nil, err
	}
	defer master.Wipe()
	return aead.New(aead.DeriveKey(master, purpose)), nil
}

// readHead reads the two lines.
func readHead(in *bufio.Reader) (params kdf.Params, head string, err error) {
	first, err := readLine(in, len(magic))
	if err != nil {
		return kdf.Params{}, "", err
	}
	if first != magic {
		return kdf.Params{}, "", fmt.Errorf("%w: it does not begin with %q", ErrFormat, strings.TrimSpace(magic))
	}
	second, err := readLine(in, maxLine)
	if err != nil {
		return kdf.Params{}, "", err
	}
	params, err = kdf.ParseParams(strings.TrimSuffix(second, "\n"))
	if err != nil {
		return kdf.Params{}, "", fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return params, first + second, nil
}

// readLine reads a line of at most n bytes, with its end. A longer one is cut.
func readLine(in *bufio.Reader, n int) (string, error) {
	var line strings.Builder
	for line.Len() < n {
		c, err := in.ReadByte()
		if err == io.EOF {
			return "", fmt.Errorf("%w: it ends after %d bytes", ErrFormat, line.Len())
		}
		if err != nil {
			return "", fmt.Errorf("passphrasefile: read: %w", err)
		}
		line.WriteByte(c)
		if c == '\n' {
			break
		}
	}
	return line.String(), nil
}

// EncryptFile encrypts the file from into the file to. A file that is there
// already is replaced when all is written, and kept if something fails; to may
// be from. Its mode is 0600.
//
// It returns [ErrEncrypted] for what is a file of this package already. To
// encrypt it a second time all the same, use [Encrypt].
func EncryptFile(to, from string, passphrase []byte) error {
	return convert(to, from, passphrase, encryptPlain)
}

// encryptPlain is Encrypt of what is not encrypted.
func encryptPlain(dst io.Writer, src io.Reader, passphrase []byte) error {
	in := bufio.NewReader(src)
	// An error of reading comes again when Encrypt reads.
	if first, _ := in.Peek(len(magic)); string(first) == magic {
		return ErrEncrypted
	}
	return Encrypt(dst, in, passphrase)
}

// DecryptFile decrypts the file from into the file to. A file that is there
// already is replaced when the end of from has been authenticated, and kept if
// something fails; to may be from. Its mode is 0600. For the errors, see
// [Decrypt].
func DecryptFile(to, from string, passphrase []byte) error {
	return convert(to, from, passphrase, Decrypt)
}

// convert writes a temporary file beside to, and gives it its name when it is
// complete.
func convert(to, from string, passphrase []byte, with func(io.Writer, io.Reader, []byte) error) (err error) {
	src, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("passphrasefile: %w", err)
	}
	defer src.Close() // before the end, too: it may be closed twice
	dir := filepath.Dir(to)
	tempfile.RemoveLeftovers(dir, temporaryPrefix)
	dst, err := os.CreateTemp(dir, temporaryPrefix+"*") // mode 0600
	if err != nil {
		return fmt.Errorf("passphrasefile: %w", err)
	}
	defer func() {
		if err != nil {
			dst.Close()
			os.Remove(dst.Name())
		}
	}()
	if err := with(dst, src, passphrase); err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	// Windows does not replace an open file, and to may be from.
	if err := errors.Join(dst.Sync(), dst.Close(), src.Close()); err != nil {
		return fmt.Errorf("passphrasefile: %w", err)
	}
	if err := os.Rename(dst.Name(), to); err != nil {
		return fmt.Errorf("passphrasefile: %w", err)
	}
	if err := tempfile.SyncDir(dir); err != nil {
		return fmt.Errorf("passphrasefile: %w", err)
	}
	return nil
}
