using Microsoft.CodeAnalysis;

namespace System.Diagnostics;

[Embedded]
internal sealed class UnreachableException : Exception
{
    public UnreachableException()
        : this("The program executed an instruction that was thought to be unreachable.")
    {
    }

    public UnreachableException(string? message)
        : base(message)
    {
    }

    public UnreachableException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
