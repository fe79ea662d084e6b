package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
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
	compressed, err := gzip.NewWriterLevel(archive, gzip.BestCompression)
	if err != nil {
		return err
	}
	w := tar.NewWriter(compressed)
	for _, f := range files {
		data, err := os.ReadFile(f.path)
		if err != nil {
			return err
		}
		header := &tar.Header{Typeflag: tar.TypeReg, Name: f.name, Mode: f.mode, Size: int64(len(data)), ModTime: at, Format: tar.FormatUSTAR}
		if err := w.WriteHeader(header); err != nil {
			return err
		}
		if _, err := w.Write(data); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return compressed.Close()
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
