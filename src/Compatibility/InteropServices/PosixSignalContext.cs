using Microsoft.CodeAnalysis;

namespace System.Runtime.InteropServices;

[Embedded]
internal sealed class PosixSignalContext
{
    public PosixSignalContext(PosixSignal signal) => Signal = signal;

    public PosixSignal Signal { get; }

    public bool Cancel { get; set; }
}
