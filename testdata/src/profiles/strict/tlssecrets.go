package strict

import (
	"crypto/tls"
	"io"
	"os"
)

func badKeyLogOfASetting(address string) (*tls.Conn, error) {
	config := &tls.Config{}
	if name := os.Getenv("SSLKEYLOGFILE"); name != "" {
		file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, err
		}
		config.KeyLogWriter = file // want "CL705: a setting can make KeyLogWriter write the keys of all connections"
	}
	return tls.Dial("tcp", address, config)
}

func goodKeyLogOfCallers(address string, log io.Writer) (*tls.Conn, error) {
	return tls.Dial("tcp", address, &tls.Config{KeyLogWriter: log})
}
