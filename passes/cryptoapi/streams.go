package cryptoapi

// streamPackages read and write.
//
// What wraps a writer has no row: bytes written to a bufio.Writer end up in the
// writer below it, which a row cannot say.
var streamPackages = []pkg{
	{
		paths:   []string{"io"},
		carrier: true,
		funcs: []Func{
			{Name: "ReadFull ReadAtLeast", Fills: Fills{1: From(0)}},
			{Name: "ReadAll NopCloser LimitReader MultiReader NewSectionReader", Result: From(0)},
			{Name: "TeeReader", Result: From(0), Appends: Fills{1: From(0)}},
			{Name: "Copy CopyN WriteString", Appends: Fills{0: From(1)}},
			{Name: "CopyBuffer", Appends: Fills{0: From(1), 2: From(1)}},
			{Name: "Reader.Read ReaderAt.ReadAt", Fills: Fills{0: From(Receiver)}},
			{Name: "LimitedReader.Read SectionReader.Read SectionReader.ReadAt PipeReader.Read", Fills: Fills{0: From(Receiver)}},
			{Name: "ByteReader.ReadByte RuneReader.ReadRune", Result: From(Receiver)},
			{Name: "WriterTo.WriteTo", Appends: Fills{0: From(Receiver)}},
			{
				Name: "Writer.Write StringWriter.WriteString ByteWriter.WriteByte ReaderFrom.ReadFrom " +
					"WriterAt.WriteAt OffsetWriter.Write PipeWriter.Write",
				Appends: Fills{Receiver: From(0)},
			},
			{Name: "Closer.Close Seeker.Seek"},
		},
	},
	{
		paths:   []string{"bufio"},
		carrier: true,
		funcs: []Func{
			{Name: "NewReader NewReaderSize NewScanner", Result: From(0)},
			{Name: "Reader.Read", Fills: Fills{0: From(Receiver)}},
			{
				Name: "Reader.Peek Reader.ReadByte Reader.ReadBytes Reader.ReadLine Reader.ReadRune Reader.ReadSlice " +
					"Reader.ReadString Scanner.Bytes Scanner.Text",
				Result: From(Receiver),
			},
			{Name: "Reader.Reset", Fills: Fills{Receiver: From(0)}},
			{Name: "Reader.WriteTo", Appends: Fills{0: From(Receiver)}},
			{
				Name:    "Writer.Write Writer.WriteByte Writer.WriteRune Writer.WriteString Writer.ReadFrom",
				Appends: Fills{Receiver: From(0)},
			},
			{Name: "Reader.Discard Reader.UnreadByte Reader.UnreadRune Scanner.Scan Scanner.Err Scanner.Split Writer.Flush"},
		},
	},
	{
		paths:   []string{"os"},
		carrier: true,
		vars:    []Var{{Name: "Args", Source: Is(Environment, "")}},
		funcs: []Func{
			{Name: "Getenv LookupEnv ExpandEnv", Result: Is(Environment, "", 0)},
			{Name: "Environ", Result: Is(Environment, "")},
			{Name: "Getpid Getppid Getuid Getgid Hostname", Result: Is(Process, "")},
			{Name: "ReadFile Open OpenFile", Result: Is(File, "", 0)},
			{Name: "Root.ReadFile Root.Open Root.OpenFile", Result: Is(File, "", 0)},
			{Name: "File.Read File.ReadAt", Fills: Fills{0: From(Receiver)}},
			{Name: "File.Write File.WriteAt File.WriteString WriteFile Root.WriteFile"},
			{Name: "File.Close File.Name File.Seek File.Sync File.Stat"},
		},
	},
	{
		paths:   []string{"syscall"},
		carrier: true,
		funcs: []Func{
			{Name: "Getenv", Result: Is(Environment, "", 0)},
			{Name: "Getpid Getppid", Result: Is(Process, "")},
		},
	},
	{
		paths:   []string{"io/fs"},
		carrier: true,
		funcs:   []Func{{Name: "ReadFile", Result: Is(File, "", 1)}},
	},
	{
		paths:   []string{"embed"},
		carrier: true,
		funcs:   []Func{{Name: "FS.ReadFile FS.Open", Result: Is(Constant, "embedded file", 0)}},
	},
	{
		paths:   []string{"compress/gzip", "compress/zlib", "compress/bzip2", "compress/flate"},
		carrier: true,
		funcs:   []Func{{Name: "NewReader", Result: From(0)}},
	},
}
