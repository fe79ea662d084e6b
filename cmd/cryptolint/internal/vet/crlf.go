package vet

import (
	"bytes"
	"fmt"
	"os"
	"slices"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/internal/atomicfile"
)

// isCRLF reports whether all lines of a text end in CRLF, as on Windows. The go
// command makes them end in LF when it formats a file.
func isCRLF(text []byte) bool {
	n := bytes.Count(text, []byte("\n"))
	return n > 0 && n == bytes.Count(text, []byte("\r\n"))
}

// toCRLF makes all lines end in CRLF.
func toCRLF(text []byte) []byte {
	return bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
}

// crlfFiles returns the files with fixes whose lines end in CRLF.
func crlfFiles(report *finding.Report) []string {
	var files []string
	for _, f := range report.Findings {
		for _, fix := range f.Fixes {
			for _, e := range fix.Edits {
				if !slices.Contains(files, e.File) && isCRLF(finding.ReadSource(e.File)) {
					files = append(files, e.File)
				}
			}
		}
	}
	return files
}

// restoreCRLF makes the lines of a file end in CRLF again.
func restoreCRLF(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("cannot read what was fixed: %w", err)
	}
	if restored := toCRLF(text); !bytes.Equal(restored, text) {
		return atomicfile.Write(file, restored)
	}
	return nil
}
