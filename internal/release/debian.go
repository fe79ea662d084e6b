package main

import (
	"archive/tar"
	"bytes"
	"crypto/md5" // the format has it; apt verifies packages by other digests
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"time"

	"github.com/cryptolint/cryptolint/internal/atomicfile"
)

// packDebian writes a binary package of Debian: an archive of ar with the version of
// the format, what the package manager has to know, and the files (see deb(5) and
// deb-control(5)). All times are that of the commit, and all files belong to root.
func packDebian(name, architecture, version string, files []file, at time.Time) error {
	installed := []file{}
	for _, f := range files {
		f.name = "usr/share/doc/cryptolint/" + f.name
		switch path.Base(f.name) {
		case "cryptolint":
			f.name = "usr/bin/cryptolint"
		case "LICENSE":
			f.name = path.Dir(f.name) + "/copyright"
		}
		installed = append(installed, f)
	}
	data, sums, size, err := debianData(installed, at)
	if err != nil {
		return fmt.Errorf("cannot make %s: %w", name, err)
	}
	control, err := debianControl(architecture, version, sums, size, at)
	if err != nil {
		return fmt.Errorf("cannot make %s: %w", name, err)
	}
	var archive bytes.Buffer
	archive.WriteString("!<arch>\n")
	for _, member := range []struct {
		name string
		data []byte
	}{{"debian-binary", []byte("2.0\n")}, {"control.tar.gz", control}, {"data.tar.gz", data}} {
		fmt.Fprintf(&archive, "%-16s%-12d%-6d%-6d%-8s%-10d`\n", member.name, at.Unix(), 0, 0, "100644", len(member.data))
		archive.Write(member.data)
		if len(member.data)%2 == 1 {
			archive.WriteByte('\n')
		}
	}
	if err := atomicfile.Write(name, archive.Bytes()); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, err)
	}
	return nil
}

// debianData returns the files, their digests, and their size in KiB.
func debianData(files []file, at time.Time) (data []byte, sums string, size int, err error) {
	known := make(map[string]bool)
	data, err = gzipTar(func(w *tar.Writer) error {
		for _, f := range files {
			if err := writeDirectories(w, path.Dir(f.name), known, at); err != nil {
				return err
			}
			content, err := os.ReadFile(f.path)
			if err != nil {
				return err
			}
			sums += fmt.Sprintf("%x  %s\n", md5.Sum(content), f.name)
			size += (len(content) + 1023) / 1024
			if err := writeEntry(w, "./"+f.name, f.mode, content, at); err != nil {
				return err
			}
		}
		return nil
	})
	return data, sums, size, err
}

// writeDirectories writes the directories that hold a file, each once, from the top.
func writeDirectories(w *tar.Writer, dir string, known map[string]bool, at time.Time) error {
	if known[dir] {
		return nil
	}
	known[dir] = true
	name := "./"
	if dir != "." {
		if err := writeDirectories(w, path.Dir(dir), known, at); err != nil {
			return err
		}
		name += dir + "/"
	}
	return w.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: name, Mode: 0o755, ModTime: at, Uname: "root", Gname: "root", Format: tar.FormatGNU})
}

// debianControl returns what the package manager has to know. cryptolint runs the go
// command, which people get in many ways, so it is suggested alone.
func debianControl(architecture, version, sums string, size int, at time.Time) ([]byte, error) {
	control := fmt.Sprintf(`Package: cryptolint
Version: %s
Architecture: %s
Maintainer: The maintainers of cryptolint <%s>
Installed-Size: %d
Recommends: git
Suggests: golang-go
Section: devel
Priority: optional
Homepage: %s
Description: linter for cryptographic misuse in Go programs
 cryptolint finds cryptographic misuse in Go programs and says what to use
 instead. It needs the go command of Go 1.26 or later.
`, debianVersion(version), architecture, repository, size, repository)
	return gzipTar(func(w *tar.Writer) error {
		if err := writeDirectories(w, ".", make(map[string]bool), at); err != nil {
			return err
		}
		if err := writeEntry(w, "./control", 0o644, []byte(control), at); err != nil {
			return err
		}
		return writeEntry(w, "./md5sums", 0o644, []byte(sums), at)
	})
}

// debianVersion writes a semantic version so that Debian sorts it in the same way:
// what comes before a release has a tilde. The rest of the hyphens would part a
// version from a revision.
func debianVersion(version string) string {
	release, before, _ := strings.Cut(version, "-")
	if before == "" {
		return release
	}
	return release + "~" + strings.ReplaceAll(before, "-", ".")
}

func writeEntry(w *tar.Writer, name string, mode int64, content []byte, at time.Time) error {
	header := &tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: mode, Size: int64(len(content)), ModTime: at, Uname: "root", Gname: "root", Format: tar.FormatGNU}
	if err := w.WriteHeader(header); err != nil {
		return err
	}
	_, err := io.Copy(w, bytes.NewReader(content))
	return err
}
