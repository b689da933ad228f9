using Microsoft.CodeAnalysis;

namespace System.Runtime.InteropServices;

[Embedded]
internal enum PosixSignal
{
    SIGTERM = -4,
    SIGINT = -2,
    SIGHUP = -1,
}
