<?php
/**
 * The test.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Tries everything that has to work between this site and its Parley, and says of each how it went.
 */
class Parley_Check {

	/**
	 * Which Parley.
	 *
	 * @var Parley_Settings
	 */
	private $settings;

	/**
	 * Hold the settings.
	 *
	 * @param Parley_Settings $settings Which Parley.
	 */
	public function __construct( Parley_Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Try everything, as long as somebody answers.
	 *
	 * @return array<int, array{0: bool, 1: string}> For each: whether it is well, and a sentence.
	 */
	public function run(): array {
		$health = $this->health();
		if ( ! $health[0] ) {
			Parley_Status::note( 'away' );
			return array( $health );
		}
		return array_merge( array( $health, $this->loader() ), $this->report() );
	}

	/**
	 * Return this site's address as browsers name where a page comes from.
	 *
	 * @return string
	 */
	public static function origin(): string {
		$parts = wp_parse_url( home_url() );
		$port  = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
		return strtolower( ( $parts['scheme'] ?? 'https' ) . '://' . ( $parts['host'] ?? '' ) ) . $port;
	}

	/**
	 * See whether Parley answers.
	 *
	 * @return array{0: bool, 1: string}
	 */
	private function health(): array {
		$answer = $this->get( '/healthz' );
		if ( is_wp_error( $answer ) ) {
			/* translators: 1: Parley's address, 2: what went wrong, as WordPress says it. */
			return array( false, sprintf( __( '%1$s does not answer: %2$s', 'parley' ), $this->settings->address, $answer->get_error_message() ) );
		}
		if ( 200 !== (int) wp_remote_retrieve_response_code( $answer ) ) {
			/* translators: %s: Parley's address. */
			return array( false, sprintf( __( 'Something answers at %s, but it is no Parley.', 'parley' ), $this->settings->address ) );
		}
		/* translators: %s: Parley's address. */
		return array( true, sprintf( __( 'Parley answers at %s.', 'parley' ), $this->settings->address ) );
	}

	/**
	 * See whether the chat's loader can be fetched.
	 *
	 * @return array{0: bool, 1: string}
	 */
	private function loader(): array {
		$answer = $this->get( '/widget.js' );
		if ( ! is_wp_error( $answer ) && 200 === (int) wp_remote_retrieve_response_code( $answer ) ) {
			return array( true, __( 'The chat can be loaded.', 'parley' ) );
		}
		return array( false, __( 'The chat cannot be loaded. On the server, run: make build', 'parley' ) );
	}

	/**
	 * See whether Parley takes our signature, and whether it lets the chat run on this site.
	 *
	 * @return array<int, array{0: bool, 1: string}>
	 */
	private function report(): array {
		$answer = ( new Parley_Client( $this->settings ) )->ask( 'test', array( 'address' => self::origin() ) );
		if ( is_wp_error( $answer ) ) {
			Parley_Status::note( (string) $answer->get_error_code() );
			return array( array( false, $this->refusal( $answer ) ) );
		}
		Parley_Status::forget();
		Parley_Status::note( '' );
		/* translators: %s: the store's name in Parley. */
		$known = array( true, sprintf( __( 'Parley knows this store as %s and takes its reports.', 'parley' ), (string) ( $answer['store'] ?? '' ) ) );
		$shown = ! empty( $answer['allowed'] )
			? array( true, __( 'The chat may run on this site.', 'parley' ) )
			/* translators: %s: this site's address. */
			: array( false, sprintf( __( 'The chat may not run here yet: add %s in Parley under Settings, Domains.', 'parley' ), self::origin() ) );
		return array( $known, $shown );
	}

	/**
	 * Say why a report was not taken.
	 *
	 * @param WP_Error $error What went wrong.
	 * @return string
	 */
	private function refusal( WP_Error $error ): string {
		if ( 'refused' === $error->get_error_code() ) {
			/* translators: %s: why, as Parley says it. */
			return sprintf( __( 'Parley refuses the reports of this store. Paste its connection line again. Parley says: %s', 'parley' ), $error->get_error_message() );
		}
		return __( 'Parley did not take the test report.', 'parley' );
	}

	/**
	 * Fetch something that everybody may fetch.
	 *
	 * @param string $path Below Parley's address.
	 * @return array<string, mixed>|WP_Error
	 */
	private function get( string $path ) {
		return wp_safe_remote_get(
			$this->settings->address . $path,
			array(
				'timeout'     => Parley_Client::PATIENCE,
				'redirection' => 0,
			)
		);
	}
}
