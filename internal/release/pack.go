package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/cryptolint/cryptolint/internal/atomicfile"
)

// file is a file of an archive.
type file struct {
	name string // in the archive
	path string // where it lies
	mode int64
}

// pack writes an archive: a zip file, or a compressed tar file. All files have the
// same time, and no owner.
func pack(name string, asZip bool, files []file, at time.Time) error {
	write, suffix := writeTar, ".tar.gz"
	if asZip {
		write, suffix = writeZip, ".zip"
	}
	var archive bytes.Buffer
	if err := write(&archive, files, at); err != nil {
		return fmt.Errorf("cannot make %s%s: %w", name, suffix, err)
	}
	if err := atomicfile.Write(name+suffix, archive.Bytes()); err != nil {
		return fmt.Errorf("cannot write %s%s: %w", name, suffix, err)
	}
	return nil
}

func writeTar(archive *bytes.Buffer, files []file, at time.Time) error {
	data, err := gzipTar(func(w *tar.Writer) error {
		for _, f := range files {
			content, err := os.ReadFile(f.path)
			if err != nil {
				return err
			}
			if err := writeEntry(w, f.name, f.mode, content, at); err != nil {
				return err
			}
		}
		return nil
	})
	archive.Write(data)
	return err
}

// gzipTar returns a compressed tar file of what write writes.
func gzipTar(write func(*tar.Writer) error) ([]byte, error) {
	var archive bytes.Buffer
	compressed, err := gzip.NewWriterLevel(&archive, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(compressed)
	if err := write(w); err != nil {
		return nil, err
	}
	if err := errors.Join(w.Close(), compressed.Close()); err != nil {
		return nil, err
	}
	return archive.Bytes(), nil
}

func writeZip(archive *bytes.Buffer, files []file, at time.Time) error {
	w := zip.NewWriter(archive)
	for _, f := range files {
		data, err := os.ReadFile(f.path)
		if err != nil {
			return err
		}
		header := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: at.UTC()}
		header.SetMode(os.FileMode(f.mode))
		entry, err := w.CreateHeader(header)
		if err != nil {
			return err
		}
		if _, err := entry.Write(data); err != nil {
			return err
		}
	}
	return w.Close()
}
