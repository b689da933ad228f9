using System.Reflection;
using Microsoft.CodeAnalysis;

namespace System.Runtime.InteropServices;

/// <summary>
/// The registration of the running class library where it has one. An older one tells of SIGINT, and of the end of the process: that end
/// cannot be cancelled but it can be put off, until the registration is disposed of.
/// </summary>
[Embedded]
internal sealed class PosixSignalRegistration : IDisposable
{
    private static readonly MethodInfo? NativeCreate =
        Type.GetType("System.Runtime.InteropServices.PosixSignalRegistration, System.Runtime.InteropServices")?.GetMethod(nameof(Create));

    private readonly ManualResetEventSlim _released = new();
    private readonly PosixSignal _signal;
    private readonly Action<PosixSignalContext> _handler;
    private readonly IDisposable? _native;

    private PosixSignalRegistration(PosixSignal signal, Action<PosixSignalContext> handler)
    {
        _signal = signal;
        _handler = handler;
        if (NativeCreate is not null)
        {
            var name = Enum.ToObject(NativeCreate.GetParameters()[0].ParameterType, (int)signal);
            _native = (IDisposable)NativeCreate.Invoke(null, [name, (Action<object>)OnNative])!;
        }
        else if (signal == PosixSignal.SIGINT)
        {
            Console.CancelKeyPress += OnCancelKeyPress;
        }
        else if (signal == PosixSignal.SIGTERM)
        {
            AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        }
    }

    public static PosixSignalRegistration Create(PosixSignal signal, Action<PosixSignalContext> handler) => new(signal, handler);

    public void Dispose()
    {
        _native?.Dispose();
        Console.CancelKeyPress -= OnCancelKeyPress;
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        _released.Set();
    }

    private void OnNative(object native) => native.GetType().GetProperty(nameof(PosixSignalContext.Cancel))!.SetValue(native, Handle());

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs arguments) => arguments.Cancel = Handle();

    private void OnProcessExit(object? sender, EventArgs arguments)
    {
        if (Handle())
        {
            _released.Wait();
        }
    }

    private bool Handle()
    {
        var context = new PosixSignalContext(_signal);
        _handler(context);
        return context.Cancel;
    }
}
