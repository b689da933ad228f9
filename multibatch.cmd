@echo off
rem Starts the multibatch command, building it first when its sources are newer than the last build.
setlocal
where pwsh >nul 2>nul
if %errorlevel% equ 0 (
    pwsh -NoLogo -NoProfile -ExecutionPolicy Bypass -File "%~dp0multibatch.ps1" %*
) else (
    powershell -NoLogo -NoProfile -ExecutionPolicy Bypass -File "%~dp0multibatch.ps1" %*
)
exit /b %errorlevel%
