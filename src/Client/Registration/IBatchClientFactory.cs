namespace MultiBatch.Registration;

/// <summary>Makes clients by the name of their connection. Thread-safe.</summary>
public interface IBatchClientFactory
{
    /// <summary>The client of a connection, the same one each time. It belongs to the factory: do not dispose it.</summary>
    /// <param name="connection">The name of the connection. Default: the default connection.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such connection;
    /// <see cref="BatchErrorCode.Unsupported"/> when its provider is not there; <see cref="BatchErrorCode.InvalidSpec"/> when one of its settings is
    /// wrong, naming it.</exception>
    BatchClient Create(string? connection = null);
}
