using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;

namespace MultiBatch.Providers.Local.Hosting;

/// <summary>Takes a state folder and begins the engine in it, which may be an <see cref="IEngineHealth"/>.</summary>
/// <exception cref="BatchException"><see cref="BatchErrorCode.Conflict"/>: another engine has the folder.</exception>
internal delegate Task<ILocalEngine> OpenEngine(StateDirectory state, CancellationToken cancellationToken);
