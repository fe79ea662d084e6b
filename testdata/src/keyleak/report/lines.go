package report

import (
	"bufio"
	"io"
)

// ReadLine returns a line, or what there is of it.
func ReadLine(r io.Reader) (string, error) { return bufio.NewReader(r).ReadString('\n') }

// WholeLine returns a line, or nothing.
func WholeLine(r io.Reader) (string, error) {
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		return "", err
	}
	return line, nil
}
