package passphrasefile_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/cryptolint/cryptolint/safeapi/passphrasefile"
)

func Example() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	report, encrypted := filepath.Join(dir, "report.txt"), filepath.Join(dir, "report.enc")
	if err := os.WriteFile(report, []byte("a long report"), 0o600); err != nil {
		fmt.Println(err)
		return
	}

	passphrase := []byte("correct horse battery staple") // better: password.Passphrase, and a prompt to read it
	if err := passphrasefile.EncryptFile(encrypted, report, passphrase); err != nil {
		fmt.Println(err)
		return
	}
	if err := passphrasefile.DecryptFile(report, encrypted, passphrase); err != nil {
		fmt.Println(err)
		return
	}

	text, err := os.ReadFile(report)
	fmt.Println(string(text), err)
	// Output: a long report <nil>
}
