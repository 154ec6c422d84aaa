@echo off
rem Builds DistLab when it must be built, then hands over to it.
setlocal
set "DISTLAB_ROOT=%~dp0."
set "DISTLAB_PROJECT=%~dp0lib\DistLab.Cli\DistLab.Cli.csproj"
set "DISTLAB_PROGRAM=%~dp0lib\DistLab.Cli\bin\Release\net10.0\distlab.dll"
set "DISTLAB_STAMP=%~dp0lib\DistLab.Cli\bin\Release\net10.0\distlab.stamp"
set "DISTLAB_LOG=%TEMP%\distlab-build-%RANDOM%%RANDOM%.log"

where dotnet >nul 2>nul
if errorlevel 1 (
  echo distlab: the .NET SDK is not installed. Install version 10 or newer from https://dotnet.microsoft.com/download, then run this command again. 1>&2
  exit /b 1
)

if /i "%~1"=="build" goto build
if not exist "%DISTLAB_PROGRAM%" goto build
if not exist "%DISTLAB_STAMP%" goto build
rem PowerShell compares the dates; it comes with Windows. Its status 1 means that a source is newer than the stamp.
powershell -NoProfile -NonInteractive -Command "$root = (Get-Item -LiteralPath $env:DISTLAB_ROOT).FullName; $stamp = (Get-Item -LiteralPath $env:DISTLAB_STAMP).LastWriteTimeUtc; $files = @(Get-ChildItem -LiteralPath (Join-Path $env:DISTLAB_ROOT 'lib') -Recurse -File | Where-Object { $_.FullName.Substring($root.Length) -notmatch '\\(bin|obj|node_modules|[^\\]*\.Tests|DistLab\.Benchmarks)\\' }) + @(Get-ChildItem -Path (Join-Path $env:DISTLAB_ROOT 'Directory.*') -File); if ($files | Where-Object { $_.LastWriteTimeUtc -gt $stamp } | Select-Object -First 1) { exit 1 }"
if errorlevel 1 goto build
goto start

:build
set "DISTLAB_SDK="
for /f "tokens=1 delims=." %%v in ('dotnet --list-sdks 2^>nul') do if %%v GEQ 10 set "DISTLAB_SDK=%%v"
if not defined DISTLAB_SDK (
  echo distlab: this .NET is too old to build DistLab. Install the .NET SDK 10 or newer from https://dotnet.microsoft.com/download, then run this command again. 1>&2
  exit /b 1
)
if exist "%DISTLAB_PROGRAM%" (echo Building DistLab ... 1>&2) else (echo Building DistLab ^(first use, about a minute^) ... 1>&2)
set "DOTNET_NOLOGO=1"
set "DOTNET_CLI_TELEMETRY_OPTOUT=1"
dotnet build "%DISTLAB_PROJECT%" --configuration Release --verbosity quiet --nologo >"%DISTLAB_LOG%" 2>&1
if errorlevel 1 (
  type "%DISTLAB_LOG%" 1>&2
  echo distlab: the build failed. 1>&2
  del "%DISTLAB_LOG%" >nul 2>nul
  exit /b 1
)
del "%DISTLAB_LOG%" >nul 2>nul
type nul >"%DISTLAB_STAMP%"

:start
dotnet "%DISTLAB_PROGRAM%" %*
exit /b %ERRORLEVEL%
