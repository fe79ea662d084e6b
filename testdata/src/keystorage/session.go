package keystorage

import "example.test/keystorage/files"

func goodSavesItself() error {
	session, err := files.Open()
	if err != nil {
		return err
	}
	return session.Save("session")
}

func badChoosesTheMode() error {
	session, err := files.Open()
	if err != nil {
		return err
	}
	return session.SaveWith("session", 0o666) // want `CL606: a private key is written to a file with the mode 0666`
}
